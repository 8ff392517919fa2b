package org.bascule.spi;

import java.util.ArrayList;
import java.util.List;

/**
 * Lays members out as Windows compilers do: each at the next multiple of {@code min(packing, its
 * alignment)}; the whole rounded up to the largest of these. Not thread-safe.
 */
public final class StructLayoutBuilder {
  private final String name;
  private final int packing;
  private final boolean union;
  private final List<Layout.Member> members = new ArrayList<>();
  private long end;
  private int alignment = 1;

  private StructLayoutBuilder(String name, int packing, boolean union) {
    if (Integer.bitCount(packing) != 1 || packing < 1 || packing > 16) {
      throw new IllegalArgumentException(
          "packing of " + name + " must be 1, 2, 4, 8 or 16, not " + packing);
    }
    this.name = name;
    this.packing = packing;
    this.union = union;
  }

  /**
   * A struct with this packing in bytes: {@code abi.defaultPacking()} unless a {@code #pragma pack}
   * says otherwise.
   */
  public static StructLayoutBuilder struct(String name, int packing) {
    return new StructLayoutBuilder(name, packing, false);
  }

  /** A union with this packing in bytes. */
  public static StructLayoutBuilder union(String name, int packing) {
    return new StructLayoutBuilder(name, packing, true);
  }

  /**
   * Adds the next member.
   *
   * @throws org.bascule.error.ValueException with code {@code TOO_LARGE} if the struct gets more
   *     than {@link Layout#MOST_BYTES}
   */
  public StructLayoutBuilder add(String member, Layout layout) {
    int memberAlignment = Math.min(packing, layout.alignment());
    long offset = union ? 0 : roundUp(end, memberAlignment);
    members.add(new Layout.Member(member, layout, offset));
    end = Math.max(end, offset + layout.size());
    if (end > Layout.MOST_BYTES) {
      throw Layout.tooLarge(end + " bytes up to the end of " + name + "." + member);
    }
    alignment = Math.max(alignment, memberAlignment);
    return this;
  }

  /** The finished layout. */
  public Layout.Struct build() {
    return new Layout.Struct(name, members, roundUp(end, alignment), alignment, union);
  }

  private static long roundUp(long offset, int alignment) {
    return (offset + alignment - 1) & -alignment;
  }
}
