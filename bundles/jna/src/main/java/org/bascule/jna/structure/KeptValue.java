package org.bascule.jna.structure;

import com.sun.jna.Callback;
import com.sun.jna.Memory;
import com.sun.jna.Structure;

/** How a field's value gets into JNA's own memory of a structure. */
enum KeptValue {
  /** As JNA itself writes it. */
  WRITTEN {
    @Override
    void keep(FieldAccess field, Structure structure, Memory memory) {
      structure.writeField(field.name());
    }
  },
  /** By its address alone: JNA would write what lies there too. */
  POINTER {
    @Override
    void keep(FieldAccess field, Structure structure, Memory memory) {
      Structure target = (Structure) field.get(structure);
      memory.setPointer(
          Internals.offset(structure, field.name()), target == null ? null : target.getPointer());
    }
  },
  /** Not at all: a function would get an address in this JVM. */
  NOTHING {
    @Override
    void keep(FieldAccess field, Structure structure, Memory memory) {}
  };

  abstract void keep(FieldAccess field, Structure structure, Memory memory);

  /** That of a field of this type. */
  static KeptValue of(Class<?> type) {
    if (Callback.class.isAssignableFrom(type)) {
      return NOTHING;
    }
    return Structure.class.isAssignableFrom(type) ? POINTER : WRITTEN;
  }
}
