package org.bascule.windowsjna.world.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bascule.bridge.raw.RawBlock;

/** Memory in one piece that both sides see. */
final class Region {
  final RawBlock block;
  final ByteBuffer memory;
  final long base;
  final long end;

  /** What is given out of it, by page; empty if the region is one single allocation. */
  private final Page[] pages;

  private Region(RawBlock block, int pages) {
    this.block = block;
    this.memory = block.memory();
    this.base = block.address();
    this.end = base + memory.capacity();
    this.pages = new Page[pages];
  }

  /** One that is given out as a whole. */
  static Region whole(RawBlock block) {
    return new Region(block, 0);
  }

  /** One that is given out in pages. */
  static Region paged(RawBlock block) {
    return new Region(block, block.memory().capacity() / Page.SIZE);
  }

  boolean holds(long address, long size) {
    return address >= base && size <= end - address;
  }

  int at(long address) {
    return (int) (address - base);
  }

  /** A buffer of its own over a part. */
  ByteBuffer slice(long address, int size) {
    return memory.slice(at(address), size).order(ByteOrder.LITTLE_ENDIAN);
  }

  void put(int index, Page page) {
    pages[index] = page;
  }

  /** What is given out there; null if nothing is. */
  Page page(long address) {
    return pages.length == 0 ? null : pages[at(address) / Page.SIZE];
  }

  int pages() {
    return pages.length;
  }
}
