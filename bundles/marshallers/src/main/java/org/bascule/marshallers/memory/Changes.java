package org.bascule.marshallers.memory;

import java.util.Objects;
import org.bascule.spi.Abi;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/** Brings what a callback has changed in parts of values back, whoever marshals them. */
public final class Changes {
  private Changes() {}

  /** Puts a part into a copy of its image, if it means something else now. */
  public static <T> void change(
      Marshaller<T> marshaller, T value, WindowsMemory copy, Sections sections) {
    if (value == null && !isPointer(marshaller.layout())) {
      return;
    }
    if (marshaller instanceof InPlace<T> inPlace) {
      inPlace.change(value, copy, sections);
    } else if (marshaller.updates()) {
      marshaller.writeBack(value, copy, sections);
    } else if (!Objects.deepEquals(marshaller.read(copy, sections), value)) {
      marshaller.write(value, copy, sections);
    }
  }

  /** What is left of the part when its copy has been written. */
  public static <T> void changeCounted(
      Marshaller<T> marshaller, T value, WindowsMemory there, Sections sections) {
    if (value != null && marshaller instanceof InPlace<T> inPlace) {
      inPlace.changeCounted(value, there, sections);
    }
  }

  /** Both, in the DLL's own memory. */
  public static <T> void writeBack(
      Marshaller<T> marshaller, T value, WindowsMemory there, Abi abi, Sections sections) {
    Blocks.change(there, abi, sections, copy -> change(marshaller, value, copy, sections));
    changeCounted(marshaller, value, there, sections);
  }

  /** Whether a value of this layout is an address. */
  public static boolean isPointer(Layout layout) {
    return layout instanceof Layout.Pointer
        || layout instanceof Layout.Scalar scalar && scalar.kind() == Layout.Kind.POINTER;
  }
}
