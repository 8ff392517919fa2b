package org.bascule.bridge.session;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bascule.annotation.Memsync;
import org.bascule.bridge.prototype.PrototypeReader;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;
import org.bascule.spi.Directive;

/** The directives of one method, sorted by the parameter or result that they belong to. */
final class Directives {
  private static final int RESULT = -1;

  private final Method method;
  private final List<String> names;
  private final Map<Integer, Map<String, Directive>> byParameter = new HashMap<>();

  private Directives(Method method, List<String> names) {
    this.method = method;
    this.names = names;
  }

  /**
   * Reads the annotations of a method and of its parameters.
   *
   * @param names of the parameters, empty texts where the class file has none
   * @throws SignatureException if a directive names no parameter
   */
  static Directives of(Method method, List<String> names) {
    Directives directives = new Directives(method, names);
    Parameter[] parameters = method.getParameters();
    for (int i = 0; i < parameters.length; i++) {
      for (Memsync memsync : parameters[i].getAnnotationsByType(Memsync.class)) {
        directives.add(i, memsync.pointer(), memsync);
      }
    }
    for (Memsync memsync : method.getAnnotationsByType(Memsync.class)) {
      directives.addFromMethod(memsync);
    }
    return directives;
  }

  /** Those of a parameter, keyed by the path from it. */
  Map<String, Directive> ofParameter(int index) {
    return byParameter.getOrDefault(index, Map.of());
  }

  /** Those of the result. */
  Map<String, Directive> ofResult() {
    return byParameter.getOrDefault(RESULT, Map.of());
  }

  private void addFromMethod(Memsync memsync) {
    String path = memsync.pointer().replaceFirst("^\\*(\\w+)$", "$1.*");
    int dot = path.indexOf('.');
    String root = dot < 0 ? path : path.substring(0, dot);
    add(index(root, memsync.pointer()), dot < 0 ? "" : path.substring(dot + 1), memsync);
  }

  private int index(String root, String pointer) {
    if (root.isEmpty() || root.equals("result")) {
      return RESULT;
    }
    int named = names.indexOf(root);
    for (int i = 0; i < names.size(); i++) {
      if (i == named || (named < 0 && root.equals("arg" + i))) {
        return i;
      }
    }
    throw new SignatureException(
        new Diagnosis(
            ErrorCode.BAD_DIRECTIVE,
            "bind " + method.getName(),
            "@Memsync(pointer = \"" + pointer + "\") at " + method,
            "a path that begins with a parameter or with result",
            "\"" + root + "\"",
            "use arg0, arg1 …, or compile the interface with -parameters"));
  }

  private void add(int index, String path, Memsync memsync) {
    byParameter
        .computeIfAbsent(index, i -> new HashMap<>())
        .put(path.equals("*") ? "*" : path.replace("->", "."), directive(memsync));
  }

  private static Directive directive(Memsync memsync) {
    boolean typed = memsync.type() != byte.class || memsync.cType().isEmpty();
    return new Directive(
        text(memsync.length()),
        text(memsync.valid()),
        memsync.bytes(),
        memsync.nullTerminated(),
        memsync.wide(),
        typed ? Optional.of(memsync.type()) : Optional.empty(),
        text(memsync.cType()).map(PrototypeReader::readType),
        memsync.direction(),
        text(memsync.free()));
  }

  private static Optional<String> text(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
