package org.bascule.bridge.call;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bascule.spi.Home;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;
import org.bascule.transport.Cells;
import org.bascule.transport.Lane;

/**
 * What frames of calls and of upcalls have in common: slots that lie in the lane's window, and
 * memory around them. Confined to the lane's thread.
 */
abstract class WindowFrame implements Sections {
  static final int CELL = 4;
  static final int SLOT = 8;

  final Caller caller;
  final Lane lane;
  final ByteBuffer window;

  /** Offset of the first slot in the window. */
  int slots;

  /**
   * The slots, where no DLL can reach them: what is followed or counted after a call is what Java
   * itself has put there.
   */
  ByteBuffer cells = cells(16);

  /** What goes with the turn. */
  final Cells turn = new Cells();

  /** What marshallers remember of this call. */
  private final Notebook notes = new Notebook();

  /** What marshallers have got to see of the slots; the same again if it still fits. */
  private LocalMemory[] images = new LocalMemory[4];

  WindowFrame(Caller caller) {
    this.caller = caller;
    this.lane = caller.lane();
    this.window = caller.window();
  }

  /** Where each argument lies. */
  abstract List<ArgumentPlace> places();

  @Override
  public <T> T notes(Class<T> type, Supplier<T> empty) {
    return notes.notes(type, empty);
  }

  void forgetNotes() {
    notes.forget();
  }

  @Override
  public WindowsMemory view(long address, long bytes) {
    return caller.memory().view(address, bytes);
  }

  @Override
  public Optional<Home> homeAt(long address) {
    return caller.memory().homeAt(address);
  }

  @Override
  public byte[] readTerminated(long address, int unit) {
    return caller.memory().readTerminated(address, unit);
  }

  @Override
  public WindowsMemory argument(int index) {
    ArgumentPlace place = places().get(index);
    if (place.copySize() > 0) {
      return view(slot(place.slot()), place.copySize());
    }
    return place.slots() == 1
        ? cellImage(place.slot(), SLOT)
        : narrowCells(place.slot(), CELL * place.slots());
  }

  /** The bits of a slot. */
  public final long slot(int slot) {
    return cells.getLong(SLOT * slot);
  }

  /** The first bytes of a slot as memory. */
  final LocalMemory cellImage(int slot, int bytes) {
    long address = lane.address() + slots + SLOT * slot;
    if (slot >= images.length) {
      images = Arrays.copyOf(images, Math.max(slot + 1, 2 * images.length));
    }
    LocalMemory known = images[slot];
    if (known == null || known.address() != address || known.size() != bytes) {
      known = caller.memory().local(cells, SLOT * slot, address, bytes);
      images[slot] = known;
    }
    return known;
  }

  /** Has room for so many slots, all 0. */
  final void clearCells(int count) {
    if (SLOT * count > cells.capacity()) {
      cells = cells(count);
      Arrays.fill(images, null);
    }
    for (int i = 0; i < count; i++) {
      cells.putLong(SLOT * i, 0);
    }
  }

  /** Copies the slots into the frame. */
  final void putCells(int count) {
    for (int i = 0; i < count; i++) {
      window.putLong(slots + SLOT * i, cells.getLong(SLOT * i));
    }
  }

  /** Copies the slots out of the window. */
  final void takeCells(int from, int count) {
    clearCells(count);
    for (int i = 0; i < count; i++) {
      cells.putLong(SLOT * i, window.getLong(from + SLOT * i));
    }
  }

  private static ByteBuffer cells(int count) {
    return ByteBuffer.allocateDirect(SLOT * count).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** What lies in the 4-byte cells of the x86 stack from this slot on, in one piece. */
  final WindowsMemory narrowCells(int slot, int bytes) {
    int whole = (bytes + CELL - 1) / CELL * CELL;
    ByteBuffer value = ByteBuffer.allocate(whole).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < whole; at += CELL) {
      value.putInt(at, (int) slot(slot + at / CELL));
    }
    return caller.memory().over(value, bytes);
  }
}
