package org.bascule.jna.structure;

import com.sun.jna.Memory;
import com.sun.jna.Structure;
import com.sun.jna.Union;
import java.util.List;
import org.bascule.spi.Layout;
import org.bascule.spi.WindowsMemory;

/**
 * Has JNA's own memory of a structure hold what was read, so that a {@code read()} of the program's
 * gives the same values again.
 *
 * @param raw whether that memory may hold the very bytes: pointers among them have been read into
 *     fields, where JNA leaves them as long as the bytes are the same
 * @param readsItself whether the class has a {@code read()} of its own
 */
record KeptMemory(List<FieldMover> fields, boolean raw, boolean readsItself) {
  /** Keeps the bytes, or else the values. */
  void keep(Structure value, Layout.Struct layout, WindowsMemory source) {
    if (raw) {
      OwnMemory.receive(source.slice(0, layout.size()), value, byte[]::new);
    }
    // The active field of a union may be memory of this JVM, which has another address here.
    if ((!raw || value instanceof Union) && value.getPointer() instanceof Memory memory) {
      keepFields(value, memory, layout, source);
    }
  }

  private void keepFields(
      Structure value, Memory memory, Layout.Struct layout, WindowsMemory source) {
    boolean union = value instanceof Union;
    String active = union ? Internals.activeField((Union) value) : null;
    for (int i = 0; i < fields.size(); i++) {
      FieldMover field = fields.get(i);
      if (!union || field.name().equals(active)) {
        field.keep(value, memory, source, layout.members().get(i).offset());
      }
    }
  }
}
