package org.bascule.bridge.batch;

import org.bascule.spi.Layout;

/** A value that fits one register, as the host sees it. */
record Whole(int bytes, boolean signed, boolean floating) {
  /** Null if the layout is of something else. */
  static Whole of(Layout layout) {
    if (layout instanceof Layout.Scalar scalar) {
      return new Whole(
          scalar.bytes(),
          scalar.kind() == Layout.Kind.SIGNED,
          scalar.kind() == Layout.Kind.FLOATING);
    }
    return layout instanceof Layout.Pointer pointer
        ? new Whole(pointer.bytes(), false, false)
        : null;
  }

  /** Whether nothing of this one is lost in the other. */
  boolean fits(Whole other) {
    return floating == other.floating && (floating ? bytes == other.bytes : bytes <= other.bytes);
  }
}
