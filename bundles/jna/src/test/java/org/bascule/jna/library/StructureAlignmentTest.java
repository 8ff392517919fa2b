package org.bascule.jna.library;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import java.util.Map;
import java.util.Optional;
import org.bascule.jna.Fixture;
import org.bascule.spi.Abi;
import org.bascule.spi.Place;
import org.bascule.spi.kit.KitUse;
import org.junit.jupiter.api.Test;

class StructureAlignmentTest {
  interface Packing extends Library {
    Packing INSTANCE = Native.load("nowhere", Packing.class, Map.of());

    @FieldOrder({"small", "large"})
    class Packed extends Structure {
      public byte small;
      public int large;
    }
  }

  interface Usual extends Library {
    Usual INSTANCE = Native.load("nowhere", Usual.class, Map.of());

    @FieldOrder({"small", "large"})
    class Padded extends Structure {
      public byte small;
      public int large;
    }
  }

  @Test
  void holdsForStructuresInTheInterface() {
    Map<String, ?> options = Map.of(Library.OPTION_STRUCTURE_ALIGNMENT, Structure.ALIGN_NONE);
    new LibraryReading().read(Packing.class, Optional.of(options));
    assertThat(size(Packing.Packed.class)).isEqualTo(5);
    assertThat(size(Usual.Padded.class)).isEqualTo(8);
  }

  private static long size(Class<?> type) {
    return Fixture.context(Abi.X64).marshaller(KitUse.java(type, Place.FIELD)).layout().size();
  }
}
