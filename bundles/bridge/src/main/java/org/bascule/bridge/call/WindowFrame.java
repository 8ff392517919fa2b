package org.bascule.bridge.call;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;
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

  /** What marshallers remember of this call; null while there is nothing. */
  private Map<Class<?>, Object> notes;

  WindowFrame(Caller caller) {
    this.caller = caller;
    this.lane = caller.lane();
    this.window = caller.window();
  }

  /** Where each argument lies. */
  abstract List<ArgumentPlace> places();

  /** Memory for a value that does not lie in one piece in the slots. */
  abstract WindowsMemory spread(int bytes);

  @Override
  public <T> T notes(Class<T> type, Supplier<T> empty) {
    if (notes == null) {
      notes = new HashMap<>();
    }
    return type.cast(notes.computeIfAbsent(type, t -> empty.get()));
  }

  void forgetNotes() {
    notes = null;
  }

  @Override
  public WindowsMemory view(long address, long bytes) {
    long offset = address - lane.address();
    if (offset >= 0 && bytes >= 0 && offset + bytes <= window.capacity()) {
      return local((int) offset, (int) bytes);
    }
    return caller.memory().view(address, bytes);
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
    if (place.slots() == 1) {
      return local(slots + SLOT * place.slot(), SLOT);
    }
    return cells(place.slot(), CELL * place.slots());
  }

  /** The bits of a slot. */
  public final long slot(int slot) {
    return window.getLong(slots + SLOT * slot);
  }

  /** What lies in the 4-byte cells of the x86 stack from this slot on, in one piece. */
  final WindowsMemory cells(int slot, int bytes) {
    WindowsMemory value = spread((bytes + CELL - 1) / CELL * CELL);
    for (int i = 0; CELL * i < bytes; i++) {
      value.putInt((long) CELL * i, window.getInt(slots + SLOT * (slot + i)));
    }
    return value.slice(0, bytes);
  }

  final LocalMemory local(int offset, int bytes) {
    return caller.memory().local(window, offset, lane.address() + offset, bytes);
  }
}
