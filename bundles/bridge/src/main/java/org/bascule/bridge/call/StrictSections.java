package org.bascule.bridge.call;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bascule.bridge.call.StrictPages.Pages;
import org.bascule.transport.Block;
import org.bascule.transport.PageArea;

/**
 * Sections of which each has pages of its own, at the end of them: whoever writes past the end
 * faults there and then, and so does whoever touches a section when its call is over.
 */
final class StrictSections implements CallSections {
  private static final int PAGE = PageArea.PAGE;

  private final SessionMemory memory;
  private final StrictPages strict;
  private final LentMemory lent;
  private final List<Section> sections = new ArrayList<>();
  private CallTarget function;

  /**
   * One of them.
   *
   * @param pages null if it lies in a block of its own
   * @param block null if it lies in pages
   * @param buffer in which it lies
   * @param from where the guard before it begins
   * @param start where it begins
   * @param to where the guard behind it ends
   */
  private record Section(
      Pages pages,
      Block block,
      ByteBuffer buffer,
      int from,
      int start,
      int size,
      int to,
      int slot,
      int number) {
    int end() {
      return start + size;
    }

    long address() {
      return pages == null ? block.address() + start : pages.address(start);
    }

    Overrun overrun(boolean before) {
      int first = Guard.first(buffer, before ? from : end(), before ? start : to);
      int last = Guard.last(buffer, before ? start : to);
      int distance = before ? start - 1 - last : first - end();
      byte[] written = Guard.shown(buffer, first, last);
      return new Overrun(slot, number, size, before, distance, last + 1 - first, written);
    }
  }

  StrictSections(SessionMemory memory, StrictPages strict, LentMemory lent) {
    this.memory = memory;
    this.strict = strict;
    this.lent = lent;
  }

  @Override
  public void begin(CallTarget newFunction) {
    function = newFunction;
  }

  @Override
  public LocalMemory allocate(long bytes, int alignment, int slot) {
    Pages pages = bytes > strict.largest() ? null : strict.lend((int) bytes);
    Section section =
        pages == null
            ? inBlock(bytes, alignment, slot)
            : inPages(pages, (int) bytes, alignment, slot);
    sections.add(section);
    Guard.fill(section.buffer(), section.from(), section.start());
    Guard.fill(section.buffer(), section.end(), section.to());
    remember(section);
    return view(section, section.address(), section.size());
  }

  private Section inPages(Pages pages, int size, int alignment, int slot) {
    int start = pages.end() - size & -alignment;
    int number = numberInSlot(slot);
    ByteBuffer buffer = pages.area().memory();
    return new Section(pages, null, buffer, pages.start(), start, size, pages.end(), slot, number);
  }

  /** Large ones, or where all pages are lent. */
  private Section inBlock(long bytes, int alignment, int slot) {
    int start = Math.max(Guard.SIZE, alignment);
    Block block = memory.allocateGuarded(bytes, start, Guard.SIZE);
    int size = (int) bytes;
    ByteBuffer buffer = block.memory();
    return new Section(
        null, block, buffer, 0, start, size, start + size + Guard.SIZE, slot, numberInSlot(slot));
  }

  private int numberInSlot(int slot) {
    return (int) sections.stream().filter(section -> section.slot() == slot).count();
  }

  private void remember(Section section) {
    long start = section.address();
    Pages pages = section.pages();
    long from = pages == null ? start : pages.address(pages.start()) - PAGE;
    long to = pages == null ? start + section.size() : pages.address(pages.end()) + PAGE;
    String what = function.nameOf(section.slot(), section.number(), section.size());
    lent.add(new Lent(start, section.size(), from, to, what));
  }

  @Override
  public LocalMemory view(long address, long bytes) {
    for (Section section : sections) {
      long offset = address - section.address();
      if (offset >= 0 && bytes >= 0 && offset + bytes <= section.size()) {
        return view(section, address, (int) bytes);
      }
    }
    return null;
  }

  private LocalMemory view(Section section, long address, int bytes) {
    int start = section.start() + (int) (address - section.address());
    return memory.local(section.buffer(), start, address, bytes);
  }

  @Override
  public Overrun overrun() {
    for (Section section : sections) {
      if (!Guard.intact(section.buffer(), section.from(), section.start())) {
        return section.overrun(true);
      }
      if (!Guard.intact(section.buffer(), section.end(), section.to())) {
        return section.overrun(false);
      }
    }
    return null;
  }

  @Override
  public void end() {
    for (Section section : sections) {
      if (section.pages() != null) {
        strict.takeBack(section.pages());
      } else {
        Blocks.retire(List.of(section.block()), "leave a call");
      }
    }
    sections.clear();
    function = null;
  }
}
