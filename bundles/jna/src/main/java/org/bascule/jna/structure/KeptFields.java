package org.bascule.jna.structure;

import com.sun.jna.Callback;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Union;
import java.lang.reflect.Field;

/**
 * Puts what was read into JNA's own memory of a structure whose layout here is another one, so that
 * a {@code read()} of the program's gives the same values again.
 */
final class KeptFields {
  private KeptFields() {}

  static void keep(Structure value) {
    if (value.getPointer() instanceof Memory memory) {
      String active = value instanceof Union union ? Internals.activeField(union) : null;
      for (Field field : Internals.fields(value)) {
        if (!(value instanceof Union) || field.getName().equals(active)) {
          keep(value, field, memory);
        }
      }
    }
  }

  private static void keep(Structure value, Field field, Memory memory) {
    Object content = content(value, field);
    if (content instanceof Structure.ByReference && content instanceof Structure target) {
      memory.setPointer(Internals.offset(value, field.getName()), target.getPointer());
    } else if (content instanceof Structure inner) {
      keep(inner, memory, Internals.offset(value, field.getName()));
    } else if (content instanceof Structure[] inner
        && !(content instanceof Structure.ByReference[])) {
      long offset = Internals.offset(value, field.getName());
      for (int i = 0; i < inner.length && inner[i] != null; i++) {
        keep(inner[i], memory, offset + (long) i * inner[0].size());
      }
    } else if (!(content instanceof Callback) && !(content instanceof Object[])) {
      // A function would get an address in this JVM; elements of arrays are objects that stay.
      value.writeField(field.getName());
    }
  }

  /** As {@code read()} does, it is laid over its part of the outer one's memory. */
  private static void keep(Structure inner, Memory memory, long offset) {
    Pointer part = memory.share(offset, inner.size());
    if (!part.equals(Internals.memory(inner))) {
      Internals.useMemory(inner, part);
    }
    keep(inner);
  }

  private static Object content(Structure value, Field field) {
    try {
      field.setAccessible(true);
      return field.get(value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
