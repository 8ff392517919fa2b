package org.bascule.bridge.call;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.bascule.protocol.CreateThunk;
import org.bascule.protocol.Done;
import org.bascule.protocol.Frame;
import org.bascule.protocol.Frames;
import org.bascule.protocol.FreeThunk;
import org.bascule.protocol.KeptFlag;
import org.bascule.protocol.LaneLayout;
import org.bascule.protocol.Limit;
import org.bascule.protocol.Message;
import org.bascule.protocol.ThunkCreated;
import org.bascule.protocol.Upcall;
import org.bascule.transport.Cells;

/** A host without a process whose function calls back before it returns, as often as it is told. */
public final class UpcallingHost extends FakeHost {
  /** The address of the first thunk that is made; each further one lies 16 bytes above. */
  public static final long THUNK = 0x5000_0000L;

  private final Deque<long[]> due = new ArrayDeque<>();
  private byte[] template;
  private int callOffset = -1;
  private int callSize;
  private int callFree;
  private Cells callCells;
  private int upcallOffset = -1;
  private int upcallSize;

  /** What Java has answered: 1 if it has returned, integer bits, floating bits of each upcall. */
  public final List<long[]> answers = new ArrayList<>();

  /** What the last thunk was asked to be. */
  public CreateThunk thunk;

  /** The addresses of thunks that were given back, in order. */
  public final List<Long> freed = new ArrayList<>();

  private int thunks;

  /** A host whose functions return 0. */
  public UpcallingHost() {
    super(reply -> reply);
  }

  /** The next call makes an upcall with these slots. */
  public void callBack(long... slots) {
    due.add(slots);
  }

  @Override
  public void exchange(int offset, int size, int free, Cells cells) {
    if (offset == upcallOffset && size == upcallSize) {
      noteAnswer(cells);
    } else if (!again(cells) && isThunkRequest(offset, size)) {
      return;
    } else {
      callOffset = offset;
      callSize = size;
      callFree = free;
      callCells = cells;
    }
    if (due.isEmpty()) {
      upcallOffset = -1;
      super.exchange(callOffset, callSize, callFree, callCells);
    } else {
      placeUpcall(due.poll());
    }
  }

  @Override
  public int depth() {
    return upcallOffset >= 0 ? 1 : 0;
  }

  @Override
  public int receivedOffset() {
    return upcallOffset >= 0 ? upcallOffset : super.receivedOffset();
  }

  @Override
  public int receivedSize() {
    return upcallOffset >= 0 ? upcallSize : super.receivedSize();
  }

  private boolean isThunkRequest(int offset, int size) {
    Frame frame = Frames.decode(window().slice(offset, size).order(ByteOrder.LITTLE_ENDIAN), size);
    if (frame.messageType() == Message.FreeThunk) {
      freed.add(Frames.message(frame, Message.FreeThunk, FreeThunk::new).address());
      FlatBufferBuilder done = new FlatBufferBuilder();
      Done.startDone(done);
      Frames.finish(done, 0, Message.Done, Done.endDone(done));
      reply(offset, done.sizedByteArray());
      return true;
    }
    if (frame.messageType() != Message.CreateThunk) {
      return false;
    }
    byte[] copy = new byte[size];
    window().get(offset, copy);
    thunk =
        Frames.message(
            Frames.decode(ByteBuffer.wrap(copy), size), Message.CreateThunk, CreateThunk::new);
    template = new byte[thunk.frameLength()];
    thunk.frameAsByteBuffer().get(template);
    FlatBufferBuilder builder = new FlatBufferBuilder();
    Frames.finish(
        builder,
        0,
        Message.ThunkCreated,
        ThunkCreated.createThunkCreated(builder, THUNK + 16L * thunks++));
    reply(offset, builder.sizedByteArray());
    return true;
  }

  private void placeUpcall(long[] slots) {
    upcallOffset = callFree + 15 & -16;
    upcallSize = template.length;
    Frame frame = Frames.decode(ByteBuffer.wrap(template), template.length);
    Upcall upcall = Frames.message(frame, Message.Upcall, Upcall::new);
    window().putLong(LaneLayout.ToJavaCallback, upcall.callback());
    boolean fit = upcall.slotsLength() <= Limit.TurnCells;
    for (int i = 0; i < slots.length; i++) {
      if (fit) {
        window().putLong(LaneLayout.ToJavaCells + Long.BYTES * i, slots[i]);
      } else {
        upcall.mutateSlots(i, slots[i]);
      }
    }
    if (!fit) {
      window().put(upcallOffset, upcall.getByteBuffer().array());
    }
  }

  private void noteAnswer(Cells cells) {
    boolean answered = cells.kept() == KeptFlag.Answered;
    answers.add(answered ? new long[] {1, cells.cell(0), cells.cell(1)} : new long[] {0, 0, 0});
  }
}
