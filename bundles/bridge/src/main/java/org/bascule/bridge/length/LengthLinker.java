package org.bascule.bridge.length;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bascule.error.SignatureException;
import org.bascule.spi.Layout;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/** Looks up the names of length expressions, once all layouts are known. */
final class LengthLinker {
  private final LengthMistakes mistakes;
  private final Scope scope;
  private final Set<Integer> arguments = new TreeSet<>();

  LengthLinker(LengthMistakes mistakes, Scope scope) {
    this.mistakes = mistakes;
    this.scope = scope;
  }

  /** The arguments that were met. */
  Set<Integer> arguments() {
    return arguments;
  }

  Node link(Expression e) {
    if (e instanceof Expression.Number number) {
      return (cell, call) -> number.value();
    }
    if (e instanceof Expression.Binary binary) {
      return link(binary);
    }
    return e instanceof Expression.TextLength text ? link(text) : link((Expression.Path) e);
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

  private Node link(Expression.TextLength e) {
    Place place = place(e.path());
    if (!isPointer(place.layout())) {
      throw mistake(
          e.path(), "a pointer to text", "\"" + e.path() + "\", which is " + name(place.layout()));
    }
    return (cell, call) -> {
      long address = place.memory(cell, call).getPointer(0);
      if (address == 0) {
        throw mistakes.value("a text in \"" + e.path() + "\"", "null");
      }
      return call.readTerminated(address, e.unit()).length / e.unit();
    };
  }

  private Node link(Expression.Path e) {
    Place place = place(e);
    if (!(place.layout() instanceof Layout.Scalar scalar)
        || scalar.kind() == Layout.Kind.FLOATING
        || scalar.kind() == Layout.Kind.POINTER) {
      throw mistake(e, "an integer", "\"" + e + "\", which is " + name(place.layout()));
    }
    return (cell, call) -> integer(place.memory(cell, call), scalar);
  }

  /** Where a path leads, and how to get there. */
  private record Place(
      Expression.Path path,
      Layout layout,
      Scope.Access root,
      List<Step> steps,
      LengthMistakes mistakes) {
    WindowsMemory memory(WindowsMemory cell, Sections call) {
      WindowsMemory at = root.of(cell, call);
      for (Step step : steps) {
        if (step.pointer()) {
          long address = at.getPointer(0);
          if (address == 0) {
            throw mistakes.value("a pointer that is not null in \"" + path + "\"", "null");
          }
          at = call.view(address, step.size());
        } else {
          at = at.slice(step.offset(), step.size());
        }
      }
      return at;
    }
  }

  private Place place(Expression.Path e) {
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
    return new Place(e, layout, root.access(), List.copyOf(steps), mistakes);
  }

  private static boolean isPointer(Layout layout) {
    return layout instanceof Layout.Pointer
        || layout instanceof Layout.Scalar scalar && scalar.kind() == Layout.Kind.POINTER;
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
    return struct
        .member(name)
        .orElseThrow(
            () ->
                mistake(
                    e,
                    "a member of " + struct.name() + ": " + String.join(", ", struct.names()),
                    "\"" + name + "\""));
  }

  private static long integer(WindowsMemory memory, Layout.Scalar scalar) {
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
    return mistakes.at(e.column(), expected, actual);
  }
}
