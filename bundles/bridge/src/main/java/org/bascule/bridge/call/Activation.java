package org.bascule.bridge.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bascule.bridge.length.Surroundings;
import org.bascule.protocol.CallFlag;
import org.bascule.protocol.KeptFlag;
import org.bascule.protocol.ResultRegister;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;
import org.bascule.transport.Cells;

/**
 * One call in progress: its frame in the window and its sections. Used again for later calls at the
 * same depth. Confined to the lane's thread.
 */
public final class Activation extends WindowFrame implements Surroundings.Outer {
  /** x64: copies of values are aligned to 16 bytes, whatever they hold. */
  private static final int VALUE_ALIGNMENT = 16;

  private final LotSections ordinary;
  private final CallSections strict;
  private CallSections sections;
  private final Activation outer;
  private Activation inner;
  private CallTarget target;
  private int base;
  private int outcomeAt;
  private int size;
  private final CallOutcome outcome;

  /** The slot whose argument is being written; sections belong to it. */
  private int currentSlot;

  /** Where a large result will be; null if there is none. */
  private WindowsMemory hidden;

  /** What is thrown when the call is left; null for nothing. */
  private RuntimeException late;

  /** Whether there may be something to forget besides the target. */
  private boolean used;

  /** How many nanoseconds the call may take, and until when it may; no limit if the first is 0. */
  long limit;

  long deadline;

  /** What must not be collected before the call has ended; null while there is nothing. */
  private List<Object> kept;

  /**
   * A call that may be.
   *
   * @param outer the one that is in progress while this one is; null for the outermost
   */
  Activation(Caller caller, Activation outer) {
    super(caller);
    this.outer = outer;
    this.ordinary = caller.ordinarySections();
    this.strict = caller.strictSections();
    this.sections = ordinary;
    this.outcome = new CallOutcome(window, caller.memory(), caller.lastError());
  }

  Activation next() {
    if (inner == null) {
      inner = new Activation(caller, this);
    }
    return inner;
  }

  void begin(CallTarget newTarget, int newBase) {
    if (used) {
      drop();
    }
    FrameTemplate template = newTarget.template();
    target = newTarget;
    limit = newTarget.limit();
    deadline = limit == 0 ? 0 : System.nanoTime() + limit;
    base = newBase;
    slots = newBase + template.slots();
    outcomeAt = newBase + template.outcome();
    size = template.bytes().length;
    clearCells(template.slotCount());
    sections = newTarget.lending().strict() ? strict : ordinary;
    sections.begin(newTarget, caller.keptFrames().carriage(newTarget.keptNumber()));
  }

  @Override
  public Optional<Surroundings.Outer> around() {
    return Optional.ofNullable(outer);
  }

  int base() {
    return base;
  }

  /** What is called, for messages. */
  String function() {
    return target.function();
  }

  /** Where the outcome stands in the window, if there is more to say than comes with the turn. */
  int outcomeAt() {
    return outcomeAt;
  }

  CallOutcome outcome() {
    return outcome;
  }

  /** Fills one slot. */
  public void putSlot(int slot, long bits) {
    cells.putLong(SLOT * slot, bits);
  }

  /** Fills two slots of x86 with the halves of a 64-bit value, the low one first. */
  public void putSlotPair(int slot, long bits) {
    cells.putLong(SLOT * slot, bits & 0xFFFFFFFFL);
    cells.putLong(SLOT * slot + SLOT, bits >>> 32);
  }

  /** The first bytes of a slot as memory. */
  public LocalMemory slotImage(int slot, int bytes) {
    currentSlot = slot;
    return cellImage(slot, bytes);
  }

  /** The first bytes of the integer result as memory. */
  public WindowsMemory resultImage(int bytes) {
    return outcome.integerImage(address(FrameTemplate.INTEGER), bytes);
  }

  /** The first bytes of the floating-point result as memory. */
  public WindowsMemory floatingImage(int bytes) {
    return outcome.floatingImage(address(FrameTemplate.FLOATING), bytes);
  }

  private long address(int inOutcome) {
    return lane.address() + outcomeAt + inOutcome;
  }

  /** Makes room for a result that the function writes through its hidden first argument. */
  public void prepareHidden(long bytes, int alignment) {
    currentSlot = 0;
    hidden = allocate(bytes, Math.max(alignment, VALUE_ALIGNMENT));
    putSlot(0, hidden.address());
  }

  /** The result that the function has written there. */
  public WindowsMemory hiddenImage() {
    return hidden;
  }

  /** Writes a copy of a value into a section and its address into a slot. */
  public <T> void putCopy(Marshaller<T> marshaller, int slot, T value) {
    Layout layout = marshaller.layout();
    currentSlot = slot;
    WindowsMemory copy = allocate(layout.size(), Math.max(layout.alignment(), VALUE_ALIGNMENT));
    marshaller.write(value, copy, this);
    putSlot(slot, copy.address());
  }

  /** Writes a value into the 4-byte cells of the x86 stack. */
  public <T> void putCells(Marshaller<T> marshaller, int slot, T value) {
    int cells = (int) ((marshaller.layout().size() + CELL - 1) / CELL);
    currentSlot = slot;
    WindowsMemory image = allocate((long) CELL * cells, marshaller.layout().alignment());
    marshaller.write(value, image.slice(0, marshaller.layout().size()), this);
    for (int i = 0; i < cells; i++) {
      putSlot(slot + i, Integer.toUnsignedLong(image.getInt((long) CELL * i)));
    }
  }

  /**
   * Has the function called, runs what the DLL calls meanwhile, and waits until it has returned.
   *
   * @throws Throwable what a callback has thrown
   */
  public void call() throws Throwable {
    // Without variables: a deep recursion through a DLL has each of them once for every call.
    if (target.keptNumber() == 0 || caller.lastError().given()) {
      placeFrame();
      callPlaced();
    } else if (caller.keptFrames().has(target.keptNumber())) {
      send(target.keptNumber(), again(target.keptNumber()));
    } else {
      placeFrame();
      prepare();
      caller.keptFrames().add(target.keptNumber());
      send(target.keptNumber(), turn.set(target.keptNumber(), cells, 0));
    }
  }

  /** What goes with the turn if the host has the frame. */
  private Cells again(int number) {
    Carriage known = caller.lastError().known() ? caller.keptFrames().carriage(number) : null;
    Cells all = sections.load(turn, cells, known);
    if (all != null) {
      caller.carriages().travelled(number);
      return all;
    }
    sections.toHost();
    sections.show(caller.carriages(), target, cells);
    return turn.set(number | KeptFlag.Again, cells, target.template().slotCount());
  }

  /** The same, with the frame that lies in the window. */
  void callPlaced() throws Throwable {
    prepare();
    send(0, Cells.NONE);
  }

  private void send(int number, Cells said) throws Throwable {
    Throwable thrown = null;
    boolean returned = false;
    try {
      caller.exchange(base, size, caller.top(), said);
      if (!answered()) {
        thrown = caller.serveUpcalls(caller.top());
        if (!answered()) {
          throw Faults.with(target.refused(lane), thrown);
        }
      }
      outcome.take(target.called().register() != ResultRegister.Integer);
      returned = outcome.returned();
    } finally {
      if (!returned) {
        caller.keptFrames().forget(number);
        caller.lastError().untold();
      }
    }
    finish(thrown);
  }

  /**
   * Looks at what became of the call, which has been made.
   *
   * @param thrown what a callback has thrown, or null
   */
  void finish(Throwable thrown) throws Throwable {
    if (!outcome.returned()) {
      throw Faults.with(outcome.failure(target, outcomeAt), thrown);
    }
    if (thrown != null) {
      throw target.marked(thrown);
    }
    if (outcome.carried()) {
      sections.unload(window);
      return;
    }
    Overrun overrun = sections.overrun();
    if (overrun != null) {
      told(target.overrun(overrun));
    }
    sections.fromHost();
  }

  /** At once, or if the arguments are to be read back all the same, when that is done. */
  private void told(RuntimeException failure) {
    if (!target.lending().readAfterOverrun()) {
      throw failure;
    }
    late = failure;
  }

  /** What is to be thrown now that the arguments have been read back; null for nothing. */
  RuntimeException takeLate() {
    RuntimeException failure = late;
    late = null;
    return failure;
  }

  /** The arguments have been written, and are not going with the turn. */
  void toHost() {
    sections.toHost();
  }

  /** Copies the frame into the window, with empty slots. */
  void placeFrame() {
    byte[] frame = target.template().bytes();
    window.put(base, frame, 0, frame.length);
  }

  /** Puts into it what this call is about: the slots, and the last error that the caller gave. */
  void prepare() {
    sections.toHost();
    if (caller.lastError().take()) {
      int flags = base + target.template().flags();
      window.put(flags, (byte) (window.get(flags) | CallFlag.SetLastError));
      window.putInt(outcomeAt + FrameTemplate.LAST_ERROR, caller.lastError().code());
    }
    putCells(target.template().slotCount());
  }

  private boolean answered() {
    return lane.receivedSize() == size && lane.receivedOffset() == base;
  }

  /** The bits of the integer register. */
  public long integerResult() {
    return outcome.integer();
  }

  /** The bits of the floating-point register. */
  public long floatingResult() {
    return outcome.floating();
  }

  /** Windows' last error when the thread's last call returned. */
  public int lastError() {
    return caller.lastError().code();
  }

  /**
   * Ends the call and gives its memory back. First it is as if it had never been; what cannot be
   * given back then is told in the log, and masks nothing of how the call went. What the DLL wrote
   * around its memory is thrown here, if that was to be read all the same.
   */
  public void leave() {
    RuntimeException failure = takeLate();
    caller.pop(this, base);
    drop();
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * Forgets everything. If an Error cuts this short, the next call at this depth begins with it.
   */
  void drop() {
    target = null;
    late = null;
    forgetNotes();
    if (used) {
      used = false;
      hidden = null;
      kept = null;
      sections.end();
    }
  }

  @Override
  public WindowsMemory allocate(long bytes, int alignment) {
    used = true;
    return sections.allocate(bytes, alignment, currentSlot);
  }

  @Override
  public WindowsMemory home(Object owner, long bytes, int alignment) {
    if (sections == strict) {
      return allocate(bytes, alignment);
    }
    used = true;
    Homes.Place place = caller.memory().homes().of(owner, bytes, alignment);
    return ordinary.visit(place, (int) bytes, currentSlot);
  }

  @Override
  public Optional<Sections> outer() {
    return Optional.ofNullable(outer);
  }

  @Override
  public WindowsMemory view(long address, long bytes) {
    LocalMemory section = sections.view(address, bytes);
    return section != null ? section : super.view(address, bytes);
  }

  @Override
  public void release(long address, String function) {
    if (address != 0) {
      target.free(address, function, caller.lastError());
    }
  }

  @Override
  public void keep(Object object) {
    used = true;
    if (kept == null) {
      kept = new ArrayList<>();
    }
    kept.add(object);
  }

  @Override
  List<ArgumentPlace> places() {
    return target.places();
  }

  @Override
  public WindowsMemory result() {
    return hidden != null ? hidden : resultImage(SLOT);
  }
}
