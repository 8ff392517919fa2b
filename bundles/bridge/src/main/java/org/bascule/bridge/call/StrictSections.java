package org.bascule.bridge.call;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bascule.transport.Block;
import org.bascule.transport.PageArea;

/**
 * Sections of which each has pages of its own, at the end of them: whoever writes past the end
 * faults there and then, and so does whoever touches a section when its call is over.
 */
final class StrictSections implements CallSections {
  private final SessionMemory memory;
  private final StrictPages strict;
  private final LentMemory lent;
  private final List<Section> sections = new ArrayList<>();
  private CallTarget function;

  /**
   * One of them; what its block has before and behind it is guard.
   *
   * @param start where it begins in the block
   * @param around bytes before and behind the block that nobody may touch
   */
  private record Section(Block block, int start, int size, int around, int slot, int number) {
    int end() {
      return start + size;
    }

    ByteBuffer buffer() {
      return block.memory();
    }

    int to() {
      return (int) block.size();
    }

    long address() {
      return block.address() + start;
    }

    Overrun overrun(boolean before) {
      int first = Guard.first(buffer(), before ? 0 : end(), before ? start : to());
      int last = Guard.last(buffer(), before ? start : to());
      Overrun.Section section = new Overrun.Section(slot, number, size);
      return before
          ? section.before(buffer(), start, first, last)
          : section.behind(buffer(), end(), first, last);
    }
  }

  StrictSections(SessionMemory memory, StrictPages strict, LentMemory lent) {
    this.memory = memory;
    this.strict = strict;
    this.lent = lent;
  }

  @Override
  public void begin(CallTarget newFunction, Carriage carriage) {
    function = newFunction;
  }

  @Override
  public LocalMemory allocate(long bytes, int alignment, int slot) {
    Section section = section(bytes, alignment, slot);
    sections.add(section);
    Guard.fill(section.buffer(), 0, section.start());
    Guard.fill(section.buffer(), section.end(), section.to());
    remember(section);
    return view(section, section.address(), section.size());
  }

  /** At the end of pages of its own; if it is large, or all pages are lent, in another block. */
  private Section section(long bytes, int alignment, int slot) {
    Block pages = bytes > strict.largest() ? null : strict.lend((int) bytes);
    int size = (int) bytes;
    int number = numberInSlot(slot);
    if (pages != null) {
      int start = (int) pages.size() - size & -alignment;
      return new Section(pages, start, size, PageArea.PAGE, slot, number);
    }
    int start = Math.max(Guard.SIZE, alignment);
    Block block = memory.allocateGuarded(bytes, start, Guard.SIZE);
    return new Section(block, start, size, 0, slot, number);
  }

  private int numberInSlot(int slot) {
    return (int) sections.stream().filter(section -> section.slot() == slot).count();
  }

  private void remember(Section section) {
    long from = section.block().address() - section.around();
    long to = section.block().address() + section.to() + section.around();
    String what = function.nameOf(section.slot(), section.number(), section.size());
    lent.add(new Lent(section.address(), section.size(), from, to, what));
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
      if (!Guard.intact(section.buffer(), 0, section.start())) {
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
    Blocks.retire(sections.stream().map(Section::block).toList(), "leave a call");
    sections.clear();
    function = null;
  }
}
