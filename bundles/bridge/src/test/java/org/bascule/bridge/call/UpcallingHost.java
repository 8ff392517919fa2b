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
import org.bascule.protocol.Message;
import org.bascule.protocol.ThunkCreated;
import org.bascule.protocol.Upcall;

/** A host without a process whose function calls back before it returns, as often as it is told. */
public final class UpcallingHost extends FakeHost {
  /** The address of the first thunk that is made; each further one lies 16 bytes above. */
  public static final long THUNK = 0x5000_0000L;

  private final Deque<long[]> due = new ArrayDeque<>();
  private byte[] template;
  private int callOffset = -1;
  private int callSize;
  private int callFree;
  private int upcallOffset = -1;
  private int upcallSize;

  /** What Java has answered: status, integer bits, floating bits of each upcall. */
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
  public void exchange(int offset, int size, int free) {
    if (offset == upcallOffset && size == upcallSize) {
      noteAnswer();
    } else if (isThunkRequest(offset, size)) {
      return;
    } else {
      callOffset = offset;
      callSize = size;
      callFree = free;
    }
    if (due.isEmpty()) {
      upcallOffset = -1;
      super.exchange(callOffset, callSize, callFree);
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
    window().put(upcallOffset, template);
    Upcall upcall = upcall();
    for (int i = 0; i < slots.length; i++) {
      upcall.mutateSlots(i, slots[i]);
    }
  }

  private void noteAnswer() {
    Upcall upcall = upcall();
    answers.add(
        new long[] {
          upcall.outcome().status(), upcall.outcome().integer(), upcall.outcome().floating()
        });
  }

  private Upcall upcall() {
    ByteBuffer frame = window().slice(upcallOffset, upcallSize).order(ByteOrder.LITTLE_ENDIAN);
    return (Upcall) Frame.getRootAsFrame(frame).message(new Upcall());
  }
}
