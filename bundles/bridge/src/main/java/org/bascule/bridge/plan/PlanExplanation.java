package org.bascule.bridge.plan;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bascule.protocol.ResultRegister;
import org.bascule.spi.Directive;
import org.bascule.spi.Layout;
import org.bascule.spi.TypeUse;

/** Tells people what a plan does. */
public final class PlanExplanation {
  private final StringBuilder text = new StringBuilder();
  private final CallPlan plan;

  private PlanExplanation(CallPlan plan) {
    this.plan = plan;
  }

  /** Some lines: the function, each argument, the result, and who marshals each part. */
  public static String of(CallPlan plan, String prototype) {
    return new PlanExplanation(plan).explain(prototype);
  }

  private String explain(String prototype) {
    String slots = plan.slotCount() == 1 ? "1 slot" : plan.slotCount() + " slots";
    line("%s  (%s, generation %d)", prototype, slots, plan.generation());
    for (int i = 0; i < plan.arguments().size(); i++) {
      argument(i);
    }
    result();
    if (!isInOrder()) {
      line("written in the order %s", plan.writeOrder());
    }
    new TreeMap<>(plan.origins()).forEach((path, origin) -> line("%s: %s", path, origin));
    return text.toString().stripTrailing();
  }

  private void argument(int index) {
    ArgumentStep step = plan.arguments().get(index);
    TypeUse use = plan.signature().parameters().get(index);
    String slots =
        step.slots() == 1
            ? "slot " + step.slot()
            : "slots " + step.slot() + "–" + (step.slot() + step.slots() - 1);
    line(
        "argument %d: %s as %s, %s: %s",
        index, use.description(), taken(step), slots, passing(step));
    directives(use);
  }

  private static String taken(ArgumentStep step) {
    return step.carrier() == Object.class
        ? step.marshaller().takes()
        : step.carrier().getTypeName();
  }

  private static String passing(ArgumentStep step) {
    Layout layout = step.marshaller().layout();
    if (step instanceof ArgumentStep.Scalar) {
      return "by value, " + layout(layout);
    }
    if (step instanceof ArgumentStep.ByValue value) {
      return (value.asPointer() ? "address of a copy, " : "by value, ") + layout(layout);
    }
    return layout(layout) + (step.marshaller().updates() ? ", copied in and out" : ", copied in");
  }

  private void result() {
    ResultStep step = plan.result();
    if (step instanceof ResultStep.Nothing) {
      line("result: none");
      return;
    }
    TypeUse use = plan.signature().result().orElseThrow();
    String where =
        step instanceof ResultStep.Hidden
            ? "written where the hidden slot 0 points"
            : step.register() == ResultRegister.Integer ? "RAX" : "XMM0";
    line("result: %s as %s, from %s", use.description(), step.carrier().getTypeName(), where);
    directives(use);
  }

  /** What the signature says, then what structs say of their own pointers. */
  private void directives(TypeUse use) {
    Map<String, Directive> all = new TreeMap<>(use.directives());
    plan.directives()
        .forEach(
            (path, directive) -> below(use, path).ifPresent(p -> all.putIfAbsent(p, directive)));
    all.forEach(
        (path, directive) -> line("  memsync%s: %s", path.isEmpty() ? "" : " " + path, directive));
  }

  /** The path from this use on: {@code data} of {@code argument 0.data}; empty if elsewhere. */
  private static Optional<String> below(TypeUse use, String path) {
    String rest = path.startsWith(use.path()) ? path.substring(use.path().length()) : "";
    if (rest.startsWith("[")) {
      return Optional.of(rest);
    }
    return rest.startsWith(".") ? Optional.of(rest.substring(1)) : Optional.empty();
  }

  private boolean isInOrder() {
    for (int i = 0; i < plan.writeOrder().size(); i++) {
      if (plan.writeOrder().get(i) != i) {
        return false;
      }
    }
    return true;
  }

  /** A layout in a few words. */
  static String layout(Layout layout) {
    if (layout instanceof Layout.Pointer pointer) {
      return "pointer to " + layout(pointer.target());
    }
    if (layout instanceof Layout.Struct struct) {
      return name(struct) + " of " + struct.size() + " bytes";
    }
    if (layout instanceof Layout.Array array) {
      return array.count() + " × " + layout(array.element());
    }
    Layout.Scalar scalar = (Layout.Scalar) layout;
    return switch (scalar.kind()) {
      case SIGNED -> scalar.bytes() + "-byte signed integer";
      case UNSIGNED -> scalar.bytes() + "-byte unsigned integer";
      case FLOATING -> scalar.bytes() + "-byte float";
      case POINTER -> "pointer";
    };
  }

  /** Structs of C bring the word themselves, as in {@code struct point}; Java's classes do not. */
  private static String name(Layout.Struct struct) {
    String word = struct.union() ? "union" : "struct";
    return struct.name().matches(word + "( .*)?") ? struct.name() : word + " " + struct.name();
  }

  private void line(String format, Object... arguments) {
    text.append(String.format(format, arguments)).append('\n');
  }
}
