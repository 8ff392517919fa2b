package org.bascule.marshallers.choice;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.List;
import java.util.Optional;
import org.bascule.annotation.Direction;
import org.bascule.marshallers.memory.Pointers;
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

  private MemoryKinds() {}

  static List<Class<?>> of(CType.Pointer pointer, TypeUse use) {
    boolean typed =
        use.directive().map(d -> d.cType().isPresent() || d.type().isPresent()).orElse(false);
    if (typed) {
      return List.of();
    }
    if (pointer.target() instanceof CType.Void) {
      return Pointers.isCounted(use) ? List.of(ByteBuffer.class) : ANY;
    }
    if (pointer.target() instanceof CType.Array array) {
      return text(array.element()).map(form -> List.<Class<?>>of(units(form))).orElse(List.of());
    }
    boolean read = Pointers.direction(use) == Direction.IN;
    return text(pointer.target()).map(form -> ofText(form, read)).orElseGet(() -> numbers(pointer));
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

  private static List<Class<?>> numbers(CType.Pointer pointer) {
    String name = pointer.target() instanceof CType.Named named ? named.name() : "";
    return switch (name) {
      case "float", "FLOAT" -> List.of(FloatBuffer.class);
      case "double", "DOUBLE" -> List.of(DoubleBuffer.class);
      case "short", "unsigned short", "SHORT", "USHORT", "WORD", "int16_t", "uint16_t" ->
          List.of(ShortBuffer.class);
      case "int",
          "unsigned int",
          "long",
          "unsigned long",
          "INT",
          "UINT",
          "LONG",
          "ULONG",
          "DWORD",
          "BOOL",
          "int32_t",
          "uint32_t" ->
          List.of(IntBuffer.class);
      case "long long",
          "unsigned long long",
          "LONGLONG",
          "ULONGLONG",
          "LONG64",
          "ULONG64",
          "DWORD64",
          "int64_t",
          "uint64_t" ->
          List.of(LongBuffer.class);
      default -> List.of();
    };
  }
}
