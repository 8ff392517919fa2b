package org.bascule.bridge.call;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bascule.protocol.Limit;
import org.bascule.transport.Block;
import org.bascule.transport.Cells;

/**
 * Sections that lie in their function's lot, with guards between them. Keeps its arrays for later
 * calls.
 */
final class LotSections implements CallSections {
  /** Bytes that the cells of a turn have. */
  private static final int MOST = Long.BYTES * Limit.TurnCells;

  private final SessionMemory memory;

  /** From this size on a block goes with its call, so that a late touch is a fault. */
  private static final int REMEMBERED = 4 << 20;

  private final SectionSpace space;
  private final SpareBlocks spares;
  private final LentMemory lent;
  private CallTarget function;
  private Carriage carriage;

  /** So many of the first sections have twins, which count until the turn is given. */
  private int twins;

  private Lot lot;

  /** Where the last section in the lot ends. */
  private int cursor;

  /** How large a lot would have had to be. */
  private long wanted;

  /** What the lot could not hold; null while there is nothing. */
  private List<Block> blocks;

  /** Memory of objects that the call has; null before there was any. */
  private List<Homes.Place> visited;

  private ByteBuffer[] buffers = new ByteBuffer[4];

  /** Where the guard before each section begins. */
  private int[] leads = new int[4];

  private int[] starts = new int[4];
  private int[] sizes = new int[4];
  private int[] slots = new int[4];
  private int count;

  LotSections(SessionMemory memory, SectionSpace space, SpareBlocks spares, LentMemory lent) {
    this.memory = memory;
    this.space = space;
    this.spares = spares;
    this.lent = lent;
  }

  @Override
  public void begin(CallTarget newFunction, Carriage newCarriage) {
    function = newFunction;
    carriage = newCarriage;
  }

  @Override
  public LocalMemory allocate(long bytes, int alignment, int slot) {
    int size = (int) Math.min(bytes, Integer.MAX_VALUE);
    int start = lot(size, alignment) ? align(cursor + Guard.SIZE, alignment) : 0;
    if (lot == null || (long) start + size + Guard.SIZE > lot.size()) {
      return allocateAlone(bytes, alignment, slot);
    }
    int section = add(lot.memory(), cursor, start, size, slot);
    cursor = start + size;
    if (twins == section
        && carriage != null
        && carriage.shape().holds(section, lot, start, size, slot)) {
      twins++;
      return carriage.twin(section);
    }
    guard(section);
    return lot.local(start, size);
  }

  /** Whether they might be so small that they can travel, all in one piece of memory. */
  boolean couldTravel() {
    boolean inLot = blocks == null && (visited == null || visited.isEmpty());
    return count > 0 && count <= Limit.TurnCells && inLot && travelling() <= MOST;
  }

  private int travelling() {
    int bytes = 0;
    for (int i = 0; i < count; i++) {
      bytes += Math.min(sizes[i], MOST + 1);
    }
    return bytes;
  }

  /** Where they lie; they all lie in the lot. */
  SectionShape shape() {
    return new SectionShape(
        lot,
        Arrays.copyOf(starts, count),
        Arrays.copyOf(sizes, count),
        Arrays.copyOf(slots, count));
  }

  @Override
  public Cells load(Cells turn, ByteBuffer slotCells, Carriage known) {
    boolean current = carriage != null && carriage == known;
    boolean all = current && twins == count && count == carriage.shape().count();
    return all && blocks == null && carriage.fits(slotCells)
        ? carriage.load(turn, function.keptNumber(), slotCells)
        : null;
  }

  @Override
  public void unload(ByteBuffer window) {
    carriage.unload(window);
  }

  @Override
  public void toHost() {
    for (int i = 0; i < twins; i++) {
      guard(i);
      carriage.toSection(i, lot.memory());
    }
  }

  @Override
  public void fromHost() {
    for (int i = 0; i < twins; i++) {
      carriage.fromSection(i, lot.memory());
    }
  }

  @Override
  public void show(Carriages carriages, CallTarget target, ByteBuffer slotCells) {
    if (count > 0) {
      carriages.look(target, this, slotCells);
    }
  }

  /** Whether there is a lot. */
  private boolean lot(int size, int alignment) {
    if (lot == null) {
      long needed = needed(0, size, alignment);
      wanted = needed;
      if (needed <= SectionSpace.LARGEST) {
        lot = space.take(function.number(), (int) needed);
        cursor = 0;
      }
    } else {
      wanted = needed(wanted, size, alignment);
    }
    return lot != null;
  }

  /** Bytes up to the guard behind the section, which begins the next one's. */
  private static long needed(long before, int size, int alignment) {
    return before + Guard.SIZE + size + Math.max(Guard.SIZE, alignment);
  }

  private LocalMemory allocateAlone(long bytes, int alignment, int slot) {
    int start = Math.max(Guard.SIZE, alignment);
    long whole = start + bytes + Guard.SIZE;
    Block spare = whole > REMEMBERED ? spares.take(function.number(), whole) : null;
    Block block = spare == null ? memory.allocateGuarded(bytes, start, Guard.SIZE) : spare;
    if (blocks == null) {
      blocks = new ArrayList<>();
    }
    blocks.add(block);
    guard(add(block.memory(), 0, start, (int) bytes, slot));
    if (bytes >= REMEMBERED && spare == null) {
      long address = block.address() + start;
      String what = function.nameOf(slot, numberInSlot(count - 1), (int) bytes);
      lent.add(new Lent(address, bytes, address, address + bytes, what));
    }
    return memory.local(block, start, (int) bytes);
  }

  /** Looks after what is written around the memory that an object has. */
  LocalMemory visit(Homes.Place place, int size, int slot) {
    place.lend();
    if (visited == null) {
      visited = new ArrayList<>();
    }
    visited.add(place);
    int start = place.start();
    int guarded = place.guarded(size);
    guard(add(place.block().memory(), start - Guard.SIZE, start, guarded, slot));
    return place.first(size);
  }

  private int align(int offset, int alignment) {
    long address = lot.address() + offset + alignment - 1 & -(long) alignment;
    return (int) (address - lot.address());
  }

  private int add(ByteBuffer buffer, int lead, int start, int size, int slot) {
    if (count == starts.length) {
      grow();
    }
    buffers[count] = buffer;
    leads[count] = lead;
    starts[count] = start;
    sizes[count] = size;
    slots[count] = slot;
    return count++;
  }

  /** Where two meet, both write the same. */
  private void guard(int section) {
    Guard.fill(buffers[section], leads[section], starts[section]);
    Guard.fill(buffers[section], end(section), end(section) + Guard.SIZE);
  }

  @Override
  public LocalMemory view(long address, long bytes) {
    if (lot == null) {
      return null;
    }
    LocalMemory twin = twins == 0 ? null : carriage.view(twins, address, bytes, memory);
    if (twin != null) {
      return twin;
    }
    long offset = address - lot.address();
    return offset >= 0 && bytes >= 0 && offset + bytes <= cursor
        ? lot.local((int) offset, (int) bytes)
        : null;
  }

  @Override
  public Overrun overrun() {
    for (int i = 0; i < count; i++) {
      ByteBuffer buffer = buffers[i];
      int end = end(i);
      if (!Guard.intact(buffer, leads[i], starts[i])) {
        return around(i);
      }
      if (isLast(i) && !Guard.intact(buffer, end, end + Guard.SIZE)) {
        return behind(i, end + Guard.SIZE);
      }
    }
    return null;
  }

  /** Whether no section follows in the same memory, whose guard begins where this one ends. */
  private boolean isLast(int section) {
    for (int i = section + 1; i < count; i++) {
      if (leads[i] == end(section) && buffers[i] == buffers[section]) {
        return false;
      }
    }
    return true;
  }

  /** The section whose guard behind it is the one before this; -1 if there is none. */
  private int before(int section) {
    for (int i = 0; i < section; i++) {
      if (leads[section] == end(i) && buffers[section] == buffers[i]) {
        return i;
      }
    }
    return -1;
  }

  private int end(int section) {
    return starts[section] + sizes[section];
  }

  /** Two sections may share the guard: it is told of the one that is nearer. */
  private Overrun around(int section) {
    ByteBuffer buffer = buffers[section];
    int first = Guard.first(buffer, leads[section], starts[section]);
    int last = Guard.last(buffer, starts[section]);
    int other = before(section);
    return other >= 0 && first - leads[section] <= starts[section] - 1 - last
        ? named(other).behind(buffer, leads[section], first, last)
        : named(section).before(buffer, starts[section], first, last);
  }

  private Overrun behind(int section, int to) {
    int first = Guard.first(buffers[section], end(section), to);
    int last = Guard.last(buffers[section], to);
    return named(section).behind(buffers[section], end(section), first, last);
  }

  private Overrun.Section named(int section) {
    return new Overrun.Section(slots[section], numberInSlot(section), sizes[section]);
  }

  private int numberInSlot(int section) {
    int number = 0;
    for (int i = 0; i < section; i++) {
      if (slots[i] == slots[section]) {
        number++;
      }
    }
    return number;
  }

  @Override
  public void end() {
    if (count > 0) {
      Arrays.fill(buffers, 0, count, null);
      count = 0;
      twins = 0;
    }
    if (visited != null && !visited.isEmpty()) {
      for (int i = 0; i < visited.size(); i++) {
        visited.get(i).giveBack();
      }
      visited.clear();
    }
    if (blocks != null) {
      List<Block> gone = blocks;
      blocks = null;
      gone.removeIf(this::kept);
      Blocks.retire(gone, "leave a call");
    }
    Lot used = lot;
    if (used != null) {
      lot = null;
      // Not now: leaving a call needs no memory that might not be there.
      if (wanted <= SectionSpace.LARGEST) {
        used.wish((int) wanted);
      }
      space.give(used);
    }
    wanted = 0;
  }

  /** What goes wrong here is no business of the call, which has been made. */
  private boolean kept(Block block) {
    try {
      return block.size() > REMEMBERED && spares.keep(function.number(), block);
    } catch (RuntimeException e) {
      return false;
    }
  }

  private void grow() {
    int more = 2 * count;
    buffers = Arrays.copyOf(buffers, more);
    leads = Arrays.copyOf(leads, more);
    starts = Arrays.copyOf(starts, more);
    sizes = Arrays.copyOf(sizes, more);
    slots = Arrays.copyOf(slots, more);
  }
}
