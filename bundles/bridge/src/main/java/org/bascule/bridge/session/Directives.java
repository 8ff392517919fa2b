package org.bascule.bridge.session;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bascule.annotation.Memsync;
import org.bascule.bridge.prototype.PrototypeReader;
import org.bascule.spi.Directive;

/** The directives of one method, sorted by the parameter or result that they belong to. */
final class Directives {
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
   * @throws org.bascule.error.SignatureException if a directive names no parameter
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
    return byParameter.getOrDefault(PointerPath.RESULT, Map.of());
  }

  private void addFromMethod(Memsync memsync) {
    PointerPath path = PointerPath.of(method.getName(), memsync.pointer(), names);
    add(path.parameter(), path.rest(), memsync);
  }

  private void add(int index, String path, Memsync memsync) {
    byParameter
        .computeIfAbsent(index, i -> new HashMap<>())
        .put(
            path.replace("->", "."),
            Directive.of(memsync, t -> PrototypeReader.readMember(t, "read a C type in @Memsync")));
  }
}
