package org.bascule.bridge.call;

import com.google.flatbuffers.FlatBufferBuilder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bascule.protocol.Batch;
import org.bascule.protocol.BatchProgress;
import org.bascule.protocol.Frame;
import org.bascule.protocol.Message;
import org.bascule.protocol.Outcome;

/**
 * A Batch frame in the making, and afterwards what the host has written there. It is put together
 * in Java's own memory, and what comes back is copied there too: what marshallers do meanwhile may
 * need the window.
 *
 * <pre>
 *   tables: last, progress │ functions │ slots │ links │ calls │ outcomes
 *            ▲ answer                     put one after the other   ▲ answer
 * </pre>
 */
public final class BatchFrame {
  private static final int FUNCTION = 16;
  private static final int SLOT = 8;
  private static final int LINK = 8;
  private static final int CALL = 6;
  private static final int OUTCOME = 16;
  private static final int LAST_SIZE = 48;

  private static final int VALUE = 0;
  private static final int LAST_ERROR = 8;
  private static final int STATUS = 12;

  /** Numbers of fields in the schema's table, in order of declaration. */
  private static final int FUNCTIONS = 0;

  private static final int CALLS = 1;
  private static final int LINKS = 2;
  private static final int SLOTS = 3;
  private static final int OUTCOMES = 4;
  private static final int SET_LAST_ERROR = 5;
  private static final int LAST = 6;
  private static final int PROGRESS = 7;

  /** A frame without any elements; the vectors, which are empty, lie at its end. */
  private static final byte[] EMPTY = empty();

  private static final FrameFields FIELDS = FrameFields.of(EMPTY);
  private static final int TABLE = FIELDS.message();

  private static final VarHandle LONGS = view(long[].class);
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle SHORTS = view(short[].class);

  private final byte[] bytes;
  private final int size;
  private final int calls;
  private final int last;
  private final int progress;
  private final int outcomes;
  private int nextFunction;
  private int nextCall;
  private int nextLink;

  /** Where the slots of the next call begin. */
  private int slots;

  private int end;

  private BatchFrame(int functionCount, int callCount, int linkCount, int slotCount) {
    calls = callCount;
    size = mostBytes(functionCount, callCount, linkCount, slotCount);
    bytes = Arrays.copyOf(EMPTY, size);
    last = FIELDS.at(TABLE, LAST);
    progress = FIELDS.at(TABLE, PROGRESS);
    end = EMPTY.length;
    nextFunction = vector(FUNCTIONS, functionCount, FUNCTION);
    slots = vector(SLOTS, slotCount, SLOT);
    nextLink = vector(LINKS, linkCount, LINK);
    nextCall = vector(CALLS, callCount, CALL);
    outcomes = vector(OUTCOMES, callCount, OUTCOME);
  }

  /** A frame with room for so many of each. */
  public static BatchFrame of(int functions, int calls, int links, int slots) {
    return new BatchFrame(functions, calls, links, slots);
  }

  /** The bytes of such a frame. */
  public static int mostBytes(int functions, int calls, int links, int slots) {
    int vectors = FUNCTION * functions + SLOT * slots + LINK * links + (CALL + OUTCOME) * calls;
    return EMPTY.length + vectors + 5 * 2 * SLOT;
  }

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] empty() {
    FlatBufferBuilder b = new FlatBufferBuilder(512);
    // Fields that equal their default must be there too, or they could not be patched.
    b.forceDefaults(true);
    Batch.startFunctionsVector(b, 0);
    int functions = b.endVector();
    Batch.startCallsVector(b, 0);
    int calls = b.endVector();
    Batch.startLinksVector(b, 0);
    int links = b.endVector();
    int slots = Batch.createSlotsVector(b, new long[0]);
    Batch.startOutcomesVector(b, 0);
    int outcomes = b.endVector();
    Batch.startBatch(b);
    Batch.addFunctions(b, functions);
    Batch.addCalls(b, calls);
    Batch.addLinks(b, links);
    Batch.addSlots(b, slots);
    Batch.addOutcomes(b, outcomes);
    Batch.addSetLastError(b, false);
    Batch.addLast(b, Outcome.createOutcome(b, 0, 0, 0, 0, 0, 0, 0, 0));
    Batch.addProgress(b, BatchProgress.createBatchProgress(b, 0, 0));
    Frame.finishFrameBuffer(b, Frame.createFrame(b, 0, Message.Batch, Batch.endBatch(b)));
    return b.sizedByteArray();
  }

  /** Lays out a vector behind what there is; where its first element lies. */
  private int vector(int field, int count, int elementSize) {
    int first = end + Integer.BYTES + SLOT - 1 & -SLOT;
    int reference = FIELDS.at(TABLE, field);
    INTS.set(bytes, first - Integer.BYTES, count);
    INTS.set(bytes, reference, first - Integer.BYTES - reference);
    end = first + count * elementSize;
    return first;
  }

  /** Adds a function. */
  public void function(CallTarget target) {
    function(target.called());
  }

  void function(CalledFunction called) {
    LONGS.set(bytes, nextFunction, called.address());
    bytes[nextFunction + 8] = called.convention();
    bytes[nextFunction + 9] = called.register();
    bytes[nextFunction + 10] = called.flags();
    bytes[nextFunction + 11] = (byte) called.slotCount();
    nextFunction += FUNCTION;
  }

  /**
   * Adds a call, whose slots are put after that.
   *
   * @param stop a constant of {@link org.bascule.protocol.BatchStop}
   * @param resultBytes of the result that is looked at then
   * @param signed whether that has a sign
   */
  public void call(int function, byte stop, int resultBytes, boolean signed) {
    SHORTS.set(bytes, nextCall, (short) function);
    bytes[nextCall + 2] = stop;
    bytes[nextCall + 3] = (byte) resultBytes;
    bytes[nextCall + 4] = (byte) (signed ? 1 : 0);
    nextCall += CALL;
  }

  /** Adds the result of an earlier call as an argument of a later one, in the order of those. */
  public void link(int from, int to, int slot, int slotCount, int resultBytes, boolean signed) {
    SHORTS.set(bytes, nextLink, (short) from);
    SHORTS.set(bytes, nextLink + 2, (short) to);
    bytes[nextLink + 4] = (byte) slot;
    bytes[nextLink + 5] = (byte) slotCount;
    bytes[nextLink + 6] = (byte) resultBytes;
    bytes[nextLink + 7] = (byte) (signed ? 1 : 0);
    nextLink += LINK;
  }

  /**
   * Where the slots of the call that was added last begin; those of the next one are so many on.
   */
  public int slots(int count) {
    int first = slots;
    slots += SLOT * count;
    return first;
  }

  /** Fills one slot. */
  public void putSlot(int first, int slot, long bits) {
    LONGS.set(bytes, first + SLOT * slot, bits);
  }

  /** Fills two slots of x86 with the halves of a 64-bit value, the low one first. */
  public void putSlotPair(int first, int slot, long bits) {
    putSlot(first, slot, bits & 0xFFFFFFFFL);
    putSlot(first, slot + 1, bits >>> 32);
  }

  /** Has the first call begin with this last error. */
  void setLastError(int code) {
    bytes[FIELDS.at(TABLE, SET_LAST_ERROR)] = 1;
    INTS.set(bytes, last + FrameTemplate.LAST_ERROR, code);
  }

  /** Its bytes, the outcomes too. */
  public int size() {
    return size;
  }

  /** Puts it into a window. What is written there by the host needs no beginning. */
  void put(ByteBuffer window, int at) {
    window.put(at, bytes, 0, outcomes);
  }

  /** Copies back what the host has written. */
  void take(ByteBuffer window, int at) {
    window.get(at + progress, bytes, progress, 2 * Integer.BYTES);
    window.get(at + last, bytes, last, LAST_SIZE);
    int made = Math.max(0, Math.min(made(), calls));
    window.get(at + outcomes, bytes, outcomes, OUTCOME * made);
  }

  /** How many calls have been made. */
  int made() {
    return (int) INTS.get(bytes, progress);
  }

  /** Why no more; a constant of {@link org.bascule.protocol.BatchEnd}. */
  int end() {
    return (int) INTS.get(bytes, progress + Integer.BYTES);
  }

  int status(int call) {
    return (int) INTS.get(bytes, outcomes + OUTCOME * call + STATUS);
  }

  int lastError(int call) {
    return (int) INTS.get(bytes, outcomes + OUTCOME * call + LAST_ERROR);
  }

  /** The bits of a result, from the register that its function says. */
  long value(int call) {
    return (long) LONGS.get(bytes, outcomes + OUTCOME * call + VALUE);
  }

  /** A part of the last call's outcome, by its offset in that. */
  int lastInt(int offset) {
    return (int) INTS.get(bytes, last + offset);
  }

  /** The same. */
  long lastLong(int offset) {
    return (long) LONGS.get(bytes, last + offset);
  }
}
