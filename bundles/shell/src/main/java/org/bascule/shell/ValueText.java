package org.bascule.shell;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.bascule.bridge.CallResult;
import org.bascule.spi.Ref;

/** Values as a person reads them: arrays in brackets, structs in braces. */
final class ValueText {
  private ValueText() {}

  /** A whole call: its result alone, its only output alone, or a line for each. */
  static Object of(CallResult result) {
    if (result.outputs().isEmpty()) {
      return shown(result.value());
    }
    if (result.value() == null && result.outputs().size() == 1) {
      return of(result.outputs().get(0).value());
    }
    List<String> lines = new ArrayList<>();
    if (result.value() != null) {
      lines.add(of(result.value()));
    }
    result.outputs().forEach(output -> lines.add(output.name() + " = " + of(output.value())));
    return String.join("\n", lines);
  }

  /** Plain values stay what they are, for Gogo's pipes and variables. */
  private static Object shown(Object value) {
    boolean plain = value == null || value instanceof Number || value instanceof String;
    return plain ? value : of(value);
  }

  /** One value. */
  static String of(Object value) {
    if (value instanceof Map<?, ?> struct) {
      StringJoiner members = new StringJoiner(", ", "{", "}");
      struct.forEach((name, member) -> members.add(name + "=" + of(member)));
      return members.toString();
    }
    if (value instanceof Ref<?> ref) {
      return of(ref.get());
    }
    if (value == null || !value.getClass().isArray()) {
      return String.valueOf(value);
    }
    StringJoiner elements = new StringJoiner(", ", "[", "]");
    for (int i = 0; i < Array.getLength(value); i++) {
      elements.add(of(Array.get(value, i)));
    }
    return elements.toString();
  }
}
