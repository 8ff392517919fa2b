package org.bascule.windowsjna.world.call;

import com.sun.jna.JNIEnv;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import java.nio.Buffer;

/** How the objects of a class are passed, after JNA has converted what it converts itself. */
interface ArgumentKind {
  /** Puts one that is not null. */
  void put(Object value, Slots slots);

  /** That of a class. */
  static ArgumentKind of(Class<?> type) {
    if (Pointer.class.isAssignableFrom(type)) {
      return (value, slots) -> slots.put(Pointer.nativeValue((Pointer) value));
    }
    if (Structure.class.isAssignableFrom(type)) {
      return ArgumentKind::structure;
    }
    if (Buffer.class.isAssignableFrom(type)) {
      return BufferArgument.of(type);
    }
    if (type.isArray() && type.getComponentType().isPrimitive()) {
      return ArrayArgument.of(type);
    }
    if (type == Long.class) {
      return (value, slots) -> slots.putWide((Long) value);
    }
    if (type == Double.class) {
      return (value, slots) -> slots.putWide(Double.doubleToRawLongBits((Double) value));
    }
    return narrow(type);
  }

  private static ArgumentKind narrow(Class<?> type) {
    if (type == Integer.class || type == Short.class || type == Byte.class) {
      return (value, slots) -> slots.put(((Number) value).longValue());
    }
    if (type == Float.class) {
      return (value, slots) ->
          slots.put(Integer.toUnsignedLong(Float.floatToRawIntBits((Float) value)));
    }
    if (type == Character.class) {
      return (value, slots) -> slots.put((Character) value);
    }
    if (type == Boolean.class) {
      return (value, slots) -> slots.put((Boolean) value ? 1 : 0);
    }
    return (value, slots) -> {
      throw JniRefusals.argument(value, type == JNIEnv.class || value instanceof JNIEnv);
    };
  }

  /** One by value: all others have become pointers. */
  private static void structure(Object value, Slots slots) {
    Structure structure = (Structure) value;
    slots.putValue(Pointer.nativeValue(structure.getPointer()), structure.size());
  }
}
