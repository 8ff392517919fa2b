package org.bascule.bridge.length;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bascule.bridge.prototype.SourcePosition;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.spi.Layout;
import org.bascule.spi.LengthSource;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/**
 * The length of one pointer's memory: read at once, linked when all layouts of the function are
 * known.
 */
public final class Length implements LengthSource {
  private final String function;
  private final String path;
  private final String source;
  private final Scope scope;
  private final Expression expression;
  private final Set<Integer> arguments = new TreeSet<>();
  private Node linked;

  /**
   * A length.
   *
   * @param function for messages
   * @param path of the pointer, for messages
   * @throws SignatureException if the expression cannot be read
   */
  public Length(String function, String path, String source, Scope scope) {
    this.function = function;
    this.path = path;
    this.source = source;
    this.scope = scope;
    this.expression = ExpressionReader.read(path, source);
  }

  /**
   * Looks all names up.
   *
   * @throws SignatureException with the column of a name that means nothing or no integer
   */
  public void link() {
    linked = link(expression);
  }

  /** The arguments whose values it needs; known once it is linked. */
  public Set<Integer> arguments() {
    return arguments;
  }

  @Override
  public long evaluate(WindowsMemory cell, Sections call) {
    long value;
    try {
      value = linked.value(cell, call);
    } catch (ArithmeticException e) {
      throw absurd(e.getMessage());
    }
    if (value < 0) {
      throw absurd(String.valueOf(value));
    }
    return value;
  }

  @Override
  public String toString() {
    return source;
  }

  private interface Node {
    long value(WindowsMemory cell, Sections call);
  }

  private Node link(Expression e) {
    if (e instanceof Expression.Number number) {
      return (cell, call) -> number.value();
    }
    if (e instanceof Expression.Binary binary) {
      return link(binary);
    }
    return link((Expression.Path) e);
  }

  private Node link(Expression.Binary e) {
    Node left = link(e.left());
    Node right = link(e.right());
    return switch (e.operator()) {
      case '+' -> (c, s) -> Math.addExact(left.value(c, s), right.value(c, s));
      case '-' -> (c, s) -> Math.subtractExact(left.value(c, s), right.value(c, s));
      case '*' -> (c, s) -> Math.multiplyExact(left.value(c, s), right.value(c, s));
      case '/' -> (c, s) -> left.value(c, s) / right.value(c, s);
      default -> (c, s) -> left.value(c, s) % right.value(c, s);
    };
  }

  private Node link(Expression.Path e) {
    String first = e.names().get(0);
    Scope.Variable root =
        scope
            .find(first)
            .orElseThrow(
                () ->
                    mistake(e, "one of " + String.join(", ", scope.names()), "\"" + first + "\""));
    root.argument().ifPresent(arguments::add);
    List<Step> steps = new ArrayList<>();
    Layout layout = root.layout();
    for (String name : e.names().subList(1, e.names().size())) {
      layout = dereferencedForMember(layout, steps);
      Layout.Member member = member(e, layout, name);
      steps.add(new Step(member.offset(), false, member.layout().size()));
      layout = member.layout();
    }
    for (int i = 0; i < e.dereferences(); i++) {
      Layout pointee =
          target(layout)
              .orElseThrow(() -> mistake(e, "a pointer whose target is known", "\"" + e + "\""));
      steps.add(new Step(0, true, pointee.size()));
      layout = pointee;
    }
    if (!(layout instanceof Layout.Scalar scalar)
        || scalar.kind() == Layout.Kind.FLOATING
        || scalar.kind() == Layout.Kind.POINTER) {
      throw mistake(e, "an integer", "\"" + e + "\", which is " + name(layout));
    }
    return (cell, call) -> integer(walk(e, root.access().of(cell, call), steps, call), scalar);
  }

  /** One step of a path: behind a pointer, or to an offset. */
  private record Step(long offset, boolean pointer, long size) {}

  private Layout dereferencedForMember(Layout layout, List<Step> steps) {
    Optional<Layout> pointee = target(layout);
    if (pointee.isEmpty()) {
      return layout;
    }
    steps.add(new Step(0, true, pointee.get().size()));
    return pointee.get();
  }

  private static Optional<Layout> target(Layout layout) {
    return layout instanceof Layout.Pointer pointer
        ? Optional.of(pointer.target())
        : Optional.empty();
  }

  private Layout.Member member(Expression.Path e, Layout layout, String name) {
    if (!(layout instanceof Layout.Struct struct)) {
      throw mistake(e, "a struct before ." + name, "\"" + e + "\", where that is " + name(layout));
    }
    return struct.members().stream()
        .filter(m -> m.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                mistake(
                    e,
                    "a member of "
                        + struct.name()
                        + ": "
                        + String.join(
                            ", ", struct.members().stream().map(Layout.Member::name).toList()),
                    "\"" + name + "\""));
  }

  private WindowsMemory walk(
      Expression.Path e, WindowsMemory memory, List<Step> steps, Sections call) {
    WindowsMemory at = memory;
    for (Step step : steps) {
      if (step.pointer()) {
        long address = at.getPointer(0);
        if (address == 0) {
          throw value("a pointer that is not null in \"" + e + "\"", "null");
        }
        at = call.view(address, step.size());
      } else {
        at = at.slice(step.offset(), step.size());
      }
    }
    return at;
  }

  private long integer(WindowsMemory memory, Layout.Scalar scalar) {
    boolean signed = scalar.kind() == Layout.Kind.SIGNED;
    return switch (scalar.bytes()) {
      case 1 -> signed ? memory.getByte(0) : memory.getByte(0) & 0xFF;
      case 2 -> signed ? memory.getShort(0) : memory.getShort(0) & 0xFFFF;
      case 4 -> signed ? memory.getInt(0) : memory.getInt(0) & 0xFFFFFFFFL;
      default -> memory.getLong(0);
    };
  }

  private static String name(Layout layout) {
    if (layout instanceof Layout.Struct struct) {
      return "the struct " + struct.name();
    }
    if (layout instanceof Layout.Array) {
      return "an array";
    }
    return layout instanceof Layout.Scalar scalar && scalar.kind() == Layout.Kind.FLOATING
        ? "a floating-point number"
        : layout instanceof Layout.Scalar scalar2 && scalar2.kind() != Layout.Kind.POINTER
            ? "an integer"
            : "a pointer";
  }

  private SignatureException mistake(Expression.Path e, String expected, String actual) {
    return new SignatureException(
        new Diagnosis(
            ErrorCode.BAD_DIRECTIVE,
            "bind " + function,
            "length of " + path + ", " + SourcePosition.show(source, e.column()),
            expected,
            actual,
            "correct the directive"));
  }

  private ValueException absurd(String actual) {
    return value("a length of 0 or more", actual);
  }

  private ValueException value(String expected, String actual) {
    return new ValueException(
        new Diagnosis(
            ErrorCode.BAD_LENGTH,
            "call " + function,
            "length of " + path + ": " + source,
            expected,
            actual,
            "correct the values that the length is made of"));
  }
}
