package org.bascule.jna.structure;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Union;
import java.util.List;

/**
 * Puts what was read into JNA's own memory of a structure whose layout here is another one, so that
 * a {@code read()} of the program's gives the same values again.
 */
record KeptFields(List<FieldMover> fields) {
  void keep(Structure value) {
    if (!(value.getPointer() instanceof Memory memory)) {
      return;
    }
    boolean union = value instanceof Union;
    String active = union ? Internals.activeField((Union) value) : null;
    for (FieldMover field : fields) {
      if (!union || field.name().equals(active)) {
        field.keep(value, memory);
      }
    }
  }

  /** As {@code read()} does, it is laid over its part of the outer one's memory. */
  void keep(Structure inner, Memory outer, long offset) {
    Pointer part = outer.share(offset, inner.size());
    if (!part.equals(Internals.memory(inner))) {
      Internals.useMemory(inner, part);
    }
    keep(inner);
  }
}
