package org.bascule.bridge;

import java.lang.reflect.Array;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.bascule.spi.Layout;
import org.bascule.spi.Ref;

/**
 * Values as people read them: arrays in brackets, structs in braces, and integers with the sign
 * that C sees, which Java's own types do not tell. Immutable.
 */
public final class ValueWords {
  /** Where nothing is known of the C type. */
  public static final ValueWords PLAIN = new ValueWords(0, null, Map.of());

  private static final int MOST_DEPTH = 8;

  private final int unsignedBytes;
  private final ValueWords element;
  private final Map<String, ValueWords> members;

  private ValueWords(int unsignedBytes, ValueWords element, Map<String, ValueWords> members) {
    this.unsignedBytes = unsignedBytes;
    this.element = element;
    this.members = members;
  }

  /**
   * For values that lie so in Windows memory, or that a pointer points to. Keeps nothing of the
   * layout.
   */
  public static ValueWords of(Layout layout) {
    return of(Objects.requireNonNull(layout, "layout"), 0);
  }

  private static ValueWords of(Layout layout, int depth) {
    if (depth > MOST_DEPTH) {
      return PLAIN;
    }
    if (layout instanceof Layout.Scalar scalar) {
      return scalar.kind() == Layout.Kind.UNSIGNED
          ? new ValueWords(scalar.bytes(), null, Map.of())
          : PLAIN;
    }
    if (layout instanceof Layout.Array array) {
      return new ValueWords(0, of(array.element(), depth + 1), Map.of());
    }
    if (layout instanceof Layout.Pointer pointer) {
      ValueWords target = of(pointer.target(), depth + 1);
      return new ValueWords(0, target, target.members);
    }
    Map<String, ValueWords> members = new LinkedHashMap<>();
    Layout.Struct struct = (Layout.Struct) layout;
    for (String name : struct.names()) {
      members.put(name, of(struct.member(name).orElseThrow().layout(), depth + 1));
    }
    return new ValueWords(0, null, members);
  }

  /** One value. */
  public String text(Object value) {
    if (value instanceof Map<?, ?> struct) {
      StringJoiner words = new StringJoiner(", ", "{", "}");
      struct.forEach(
          (name, member) -> words.add(name + "=" + members.getOrDefault(name, PLAIN).text(member)));
      return words.toString();
    }
    if (value instanceof Ref<?> ref) {
      return (element == null ? PLAIN : element).text(ref.get());
    }
    if (value == null || !value.getClass().isArray()) {
      return plain(value);
    }
    // Of an array behind a pointer, and of one in each row of another.
    ValueWords each = element == null ? this : element;
    StringJoiner elements = new StringJoiner(", ", "[", "]");
    for (int i = 0; i < Array.getLength(value); i++) {
      elements.add(each.text(Array.get(value, i)));
    }
    return elements.toString();
  }

  private String plain(Object value) {
    if (value instanceof Byte number && unsignedBytes == Byte.BYTES) {
      return Integer.toString(Byte.toUnsignedInt(number));
    }
    if (value instanceof Short number && unsignedBytes == Short.BYTES) {
      return Integer.toString(Short.toUnsignedInt(number));
    }
    if (value instanceof Integer number && unsignedBytes == Integer.BYTES) {
      return Integer.toUnsignedString(number);
    }
    if (value instanceof Long number && unsignedBytes == Long.BYTES) {
      return Long.toUnsignedString(number);
    }
    return String.valueOf(value);
  }
}
