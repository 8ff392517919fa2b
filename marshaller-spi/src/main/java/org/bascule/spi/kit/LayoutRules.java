package org.bascule.spi.kit;

import java.util.BitSet;
import org.bascule.spi.Layout;

/** What is true of every layout that a C compiler makes. */
final class LayoutRules {
  private static final int LARGEST_ALIGNMENT = 16;

  private LayoutRules() {}

  static void check(Layout layout, Rule rule) {
    rule.require(layout != null, "layout() is null");
    rule.require(layout.size() > 0, "the layout has no bytes: " + layout);
    boolean powerOfTwo = Integer.bitCount(layout.alignment()) == 1;
    rule.require(
        powerOfTwo && layout.alignment() > 0 && layout.alignment() <= LARGEST_ALIGNMENT,
        "the alignment is not 1, 2, 4, 8 or 16: " + layout);
    rule.require(
        layout.size() % layout.alignment() == 0,
        "the size is no multiple of the alignment: " + layout);
    if (layout instanceof Layout.Struct struct) {
      struct.members().forEach(member -> check(struct, member, rule));
    } else if (layout instanceof Layout.Array array) {
      check(array.element(), rule);
    }
  }

  private static void check(Layout.Struct struct, Layout.Member member, Rule rule) {
    rule.require(
        member.offset() >= 0 && member.offset() + member.layout().size() <= struct.size(),
        "member " + member.name() + " lies outside of " + struct.name());
    check(member.layout(), rule);
  }

  /** The bytes that belong to some scalar; the others are padding. */
  static BitSet significant(Layout layout) {
    BitSet bytes = new BitSet();
    mark(layout, 0, bytes);
    return bytes;
  }

  private static void mark(Layout layout, long at, BitSet bytes) {
    if (layout instanceof Layout.Struct struct && !struct.union()) {
      struct.members().forEach(m -> mark(m.layout(), at + m.offset(), bytes));
    } else if (layout instanceof Layout.Array array) {
      for (long i = 0; i < array.count(); i++) {
        mark(array.element(), at + i * array.element().size(), bytes);
      }
    } else if (layout instanceof Layout.Scalar) {
      bytes.set((int) at, (int) (at + layout.size()));
    }
    // Of a union nobody knows which member is meant: none of its bytes has to be written.
  }
}
