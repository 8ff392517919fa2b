package org.bascule.jna.structure;

import com.sun.jna.Structure;
import com.sun.jna.Union;
import java.util.List;
import org.bascule.spi.Abi;
import org.bascule.spi.Layout;
import org.bascule.spi.StructLayoutBuilder;

/**
 * The frame that a Structure class gives its fields, whatever the lengths of its arrays.
 *
 * @param packing bytes
 */
record Shape(String name, int packing, boolean union) {
  private static final int UNALIGNED = 1;

  /** As the class's constructor has set it. */
  static Shape of(Structure instance, Abi abi) {
    return new Shape(
        name(instance.getClass()),
        Internals.isPacked(instance) ? UNALIGNED : abi.defaultPacking(),
        instance instanceof Union);
  }

  /** The layout of the fields for one instance. */
  Layout.Struct layout(List<FieldMover> movers, Structure instance) {
    StructLayoutBuilder builder =
        union
            ? StructLayoutBuilder.union(name, packing)
            : StructLayoutBuilder.struct(name, packing);
    for (FieldMover mover : movers) {
      builder.add(mover.name(), mover.layout(instance));
    }
    return builder.build();
  }

  /** {@code ByReference} and {@code ByValue} say how it is passed, not what it is. */
  private static String name(Class<?> type) {
    boolean tag =
        Structure.ByReference.class.isAssignableFrom(type)
            || Structure.ByValue.class.isAssignableFrom(type);
    Class<?> parent = type.getSuperclass();
    boolean plainParent = parent != Structure.class && parent != Union.class;
    return tag && plainParent ? name(parent) : type.getSimpleName();
  }
}
