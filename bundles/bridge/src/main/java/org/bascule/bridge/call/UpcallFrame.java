package org.bascule.bridge.call;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bascule.bridge.length.Surroundings;
import org.bascule.protocol.KeptFlag;
import org.bascule.protocol.LaneLayout;
import org.bascule.protocol.Limit;
import org.bascule.spi.Marshaller;
import org.bascule.spi.WindowsMemory;
import org.bascule.transport.Block;
import org.bascule.transport.Cells;

/**
 * One call of the DLL's into Java: its arguments, and the place for its result. Used again for
 * later ones at the same depth. Confined to the lane's thread.
 */
public final class UpcallFrame extends WindowFrame implements Surroundings.Inner {
  private final KeptMemory memory;
  private final Set<Object> held;
  private int base;
  private int size;

  /** The number of the callback; whether it has returned, and what. */
  private long number;

  private boolean returned;
  private final Registers registers;
  private UpcallTarget target;
  private long function;
  private boolean open;

  /** For what memory is allocated, and how much of it has been used this time. */
  private Object owner;

  private KeptMemory.Kept kept;
  private int used;

  /** What is needed until the upcall is answered; mostly null. */
  private List<Block> temporary;

  UpcallFrame(Caller caller, KeptMemory memory, Set<Object> held) {
    super(caller);
    this.memory = memory;
    this.held = held;
    this.registers = new Registers(caller.memory());
  }

  /** {@link org.bascule.transport.Lane#lent}. */
  public Runnable lent(Runnable work) {
    return lane.lent(work);
  }

  void begin(int newBase, int newSize) {
    if (open) {
      end(); // An Error has kept it from being ended.
    }
    open = true;
    base = newBase;
    size = newSize;
    number = window.getLong(LaneLayout.ToJavaCallback);
    returned = false;
    registers.set(0, 0);
  }

  /** Gives back what it has; what fails is told in the log, for the DLL must get its answer. */
  void end() {
    target = null;
    keepFor(null);
    forgetNotes();
    if (temporary != null) {
      Blocks.retire(temporary, "end a callback");
      temporary = null;
    }
    open = false;
  }

  /** The number of the callback that the DLL has called. */
  public long number() {
    return number;
  }

  /**
   * Finds arguments and result by the frame that was prepared for this callback.
   *
   * @param address that the DLL has called
   * @throws org.bascule.error.BasculeException if the frame is not of that size
   */
  public void open(UpcallTarget newTarget, long address) {
    UpcallTemplate template = newTarget.template();
    if (template.bytes().length != size) {
      throw Faults.badUpcall(template.bytes().length, size);
    }
    target = newTarget;
    function = address;
    slots = base + template.slots();
    int count = template.slotCount();
    takeCells(count <= Limit.TurnCells ? LaneLayout.ToJavaCells : slots, count);
  }

  @Override
  public long function() {
    return function;
  }

  @Override
  public Optional<Surroundings.Outer> around() {
    return caller.inProgress();
  }

  /** Two slots of x86 as one 64-bit value. */
  public long slotPair(int slot) {
    return Integer.toUnsignedLong((int) slot(slot)) | slot(slot + 1) << Integer.SIZE;
  }

  /** Reads a value whose image lies in its slot. */
  public <T> T readImage(Marshaller<T> marshaller, int slot) {
    return marshaller.read(slotImage(marshaller, slot), this);
  }

  /** Reads a value from the copy that its slot points to; fetched once, not member by member. */
  public <T> T readCopy(Marshaller<T> marshaller, int slot) {
    WindowsMemory image = view(slot(slot), marshaller.layout().size());
    if (image instanceof RemoteMemory) {
      byte[] bytes = new byte[(int) image.size()];
      image.getBytes(0, bytes, 0, bytes.length);
      ByteBuffer copy = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      image = caller.memory().over(copy, image.address(), bytes.length);
    }
    return marshaller.read(image, this);
  }

  /** Reads a value from the 4-byte cells of the x86 stack. */
  public <T> T readCells(Marshaller<T> marshaller, int slot) {
    return marshaller.read(narrowCells(slot, (int) marshaller.layout().size()), this);
  }

  /** Brings what the callback changed in an argument back to where the DLL keeps it. */
  public <T> void writeBack(Marshaller<T> marshaller, int slot, T value) {
    keepFor(value);
    marshaller.writeBack(value, slotImage(marshaller, slot), this);
  }

  /** Puts the bits of an integer result. */
  public void putInteger(long bits) {
    registers.integer(bits);
  }

  /** Puts the bits of a floating-point result. */
  public void putFloating(long bits) {
    registers.floating(bits);
  }

  /** Writes the image of a result into the integer register. */
  public <T> void writeResult(Marshaller<T> marshaller, T value) {
    keepFor(value);
    marshaller.write(value, integerImage((int) marshaller.layout().size()), this);
  }

  /** Writes the image of a result into the floating-point register. */
  public <T> void writeFloating(Marshaller<T> marshaller, T value) {
    keepFor(value);
    marshaller.write(value, floatingImage((int) marshaller.layout().size()), this);
  }

  /** Writes a result to where the hidden first argument points. */
  public <T> void writeHidden(Marshaller<T> marshaller, T value) {
    keepFor(value);
    marshaller.write(value, view(slot(0), marshaller.layout().size()), this);
    putInteger(slot(0));
  }

  /** All of the result has been put. */
  public void returned() {
    returned = true;
  }

  /** What the DLL gets: nothing if the callback has thrown something, or not returned. */
  Cells result(Throwable thrown) {
    return returned && thrown == null
        ? turn.set(KeptFlag.Answered, registers.cells(), registers.count())
        : Cells.NONE;
  }

  /** Before the callback has run there is no object yet that the memory could be kept for. */
  @Override
  public WindowsMemory allocate(long bytes, int alignment) {
    if (owner == null) {
      return untilAnswered(bytes, alignment);
    }
    if (kept == null) {
      kept = memory.of(owner, held);
    }
    return kept.allocate(used++, bytes, alignment);
  }

  @Override
  public WindowsMemory home(Object object, long bytes, int alignment) {
    held.add(object);
    return caller.memory().homes().of(object, bytes, alignment).first((int) bytes);
  }

  /**
   * Until the outermost call has ended; after that it is the business of whoever refers to the
   * object. Kept with the memory of what is returned, a function that refers back to that would
   * never be collected.
   */
  @Override
  public void keep(Object object) {
    if (owner != null) {
      held.add(object);
    }
  }

  @Override
  public void release(long address, String function) {
    throw Faults.noFreeing(function);
  }

  @Override
  public WindowsMemory result() {
    return integerImage(SLOT);
  }

  @Override
  List<ArgumentPlace> places() {
    return target.shape().places();
  }

  private WindowsMemory untilAnswered(long bytes, int alignment) {
    Block block = caller.memory().allocate(bytes, alignment);
    if (temporary == null) {
      temporary = new ArrayList<>();
    }
    temporary.add(block);
    return caller.memory().local(block, 0, (int) bytes);
  }

  private LocalMemory slotImage(Marshaller<?> marshaller, int slot) {
    return cellImage(slot, (int) marshaller.layout().size());
  }

  private LocalMemory integerImage(int bytes) {
    return registers.integerImage(lane.address() + base, bytes);
  }

  private LocalMemory floatingImage(int bytes) {
    return registers.floatingImage(lane.address() + base + SLOT, bytes);
  }

  private void keepFor(Object value) {
    owner = value;
    kept = null;
    used = 0;
  }
}
