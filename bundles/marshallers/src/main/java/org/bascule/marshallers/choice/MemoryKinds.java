package org.bascule.marshallers.choice;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bascule.annotation.Direction;
import org.bascule.marshallers.memory.Pointers;
import org.bascule.marshallers.scalar.CScalars;
import org.bascule.marshallers.text.TextForm;
import org.bascule.spi.CType;
import org.bascule.spi.TypeUse;

/** Which Java types, beside the natural one, say clearly what bytes they mean for a C pointer. */
final class MemoryKinds {
  private static final List<Class<?>> ANY =
      List.of(
          byte[].class,
          short[].class,
          char[].class,
          int[].class,
          long[].class,
          float[].class,
          double[].class,
          ByteBuffer.class,
          ShortBuffer.class,
          CharBuffer.class,
          IntBuffer.class,
          LongBuffer.class,
          FloatBuffer.class,
          DoubleBuffer.class);

  private static final Map<Class<?>, Class<?>> BUFFERS =
      Map.of(
          byte[].class, ByteBuffer.class,
          short[].class, ShortBuffer.class,
          int[].class, IntBuffer.class,
          long[].class, LongBuffer.class,
          float[].class, FloatBuffer.class,
          double[].class, DoubleBuffer.class);

  private MemoryKinds() {}

  static List<Class<?>> of(CType.Pointer pointer, TypeUse use) {
    if (isTyped(use)) {
      return List.of();
    }
    if (pointer.target() instanceof CType.Void) {
      return Pointers.isCounted(use) ? List.of(ByteBuffer.class) : ANY;
    }
    if (pointer.target() instanceof CType.Array array) {
      return text(array.element()).map(form -> List.<Class<?>>of(units(form))).orElse(List.of());
    }
    boolean read = Pointers.direction(use) == Direction.IN;
    return text(pointer.target()).map(form -> ofText(form, read)).orElse(List.of());
  }

  private static Optional<TextForm> text(CType unit) {
    return TextForm.of(new CType.Pointer(unit, false));
  }

  private static Class<?> units(TextForm form) {
    return form.wide() ? char[].class : byte[].class;
  }

  private static List<Class<?>> ofText(TextForm form, boolean read) {
    if (form.wide()) {
      return List.of(char[].class, CharBuffer.class);
    }
    return form.usual()
        ? List.of(byte[].class, ByteBuffer.class)
        : List.of(read ? String.class : StringBuilder.class, ByteBuffer.class);
  }

  /** Whether it points to numbers, which are no text. */
  static boolean isOfNumbers(CType.Pointer pointer, TypeUse use) {
    return !isTyped(use)
        && pointer.target() instanceof CType.Named named
        && CScalars.isArithmetic(named.name())
        && text(named).isEmpty();
  }

  private static boolean isTyped(TypeUse use) {
    return use.directive().map(d -> d.cType().isPresent() || d.type().isPresent()).orElse(false);
  }

  /** The buffer of what a natural array has. */
  static List<Class<?>> like(Class<?> array) {
    return Optional.<Class<?>>ofNullable(BUFFERS.get(array))
        .map(List::<Class<?>>of)
        .orElse(List.of());
  }
}
