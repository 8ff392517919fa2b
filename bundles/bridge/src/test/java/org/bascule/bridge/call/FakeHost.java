package org.bascule.bridge.call;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.protocol.Call;
import org.bascule.protocol.CallStatus;
import org.bascule.protocol.Carry;
import org.bascule.protocol.Done;
import org.bascule.protocol.Frame;
import org.bascule.protocol.Frames;
import org.bascule.protocol.HostAbi;
import org.bascule.protocol.KeptFlag;
import org.bascule.protocol.LaneLayout;
import org.bascule.protocol.Message;
import org.bascule.protocol.ResultRegister;
import org.bascule.transport.Arena;
import org.bascule.transport.Block;
import org.bascule.transport.Cells;
import org.bascule.transport.Host;
import org.bascule.transport.HostExit;
import org.bascule.transport.HostFacts;
import org.bascule.transport.Lane;
import org.bascule.transport.LaneServer;
import org.bascule.transport.PageArea;

/**
 * A host without a process: decodes each frame that a plan sends, as the real one does, and lets a
 * test answer. Its window is ordinary memory, at an address of its own; the rest of it plays the
 * arena.
 */
public class FakeHost implements Host, Lane, Arena {
  private static final long ADDRESS = 0x2000_0000_0000L;
  private static final int FIRST = 256;

  private final ByteBuffer window =
      ByteBuffer.allocateDirect(64 * 1024 * 1024).order(ByteOrder.LITTLE_ENDIAN);
  private final UnaryOperator<Reply> function;
  private Object attachment;
  private final Map<Integer, Call> kept = new HashMap<>();
  private final Map<Integer, FakeCarriage> carried = new HashMap<>();
  private int told;
  private boolean failed;
  private int receivedOffset;
  private int receivedSize;
  private int arenaTop = 128 * 1024;
  private final List<Piece> pieces = new CopyOnWriteArrayList<>();
  private long limit = Long.MAX_VALUE;

  /** The last call's slots. */
  public long[] slots = {};

  /** How many frames have been sent. */
  public int frames;

  /** How many calls' sections came and went with the turn. */
  public int travelled;

  /** A host in which every function does this. */
  public FakeHost(UnaryOperator<Reply> function) {
    this.function = function;
  }

  /** What a call answers. */
  public record Reply(Call call, int status, int lastError, long integer, double floating) {
    public Reply integer(long bits) {
      return new Reply(call, (int) CallStatus.Returned, lastError, bits, floating);
    }

    public Reply floating(double value) {
      return new Reply(call, (int) CallStatus.Returned, lastError, integer, value);
    }

    public Reply lastError(int code) {
      return new Reply(call, status, code, integer, floating);
    }
  }

  @Override
  public void exchange(int offset, int size, int free, Cells cells) {
    frames++;
    Frame frame = again(cells) ? null : decoded(offset, size);
    if (frame != null && frame.messageType() == Message.Carry) {
      Carry carry = Frames.message(frame, Message.Carry, Carry::new);
      carried.put((int) carry.number(), new FakeCarriage(carry, window, ADDRESS));
      FlatBufferBuilder b = new FlatBufferBuilder();
      Done.startDone(b);
      Frames.finish(b, 0, Message.Done, Done.endDone(b));
      reply(offset, b.sizedByteArray());
      return;
    }
    if ((cells.kept() & KeptFlag.Carried) != 0) {
      call(offset, cells, carried.get(number(cells)));
    } else {
      call(offset, frame == null ? kept.get(number(cells)) : keep(frame, cells), cells);
    }
    if (!failed) {
      receivedOffset = offset;
      receivedSize = size;
    }
  }

  private static int number(Cells cells) {
    return cells.kept() & ~(KeptFlag.Again | KeptFlag.Carried);
  }

  private void call(int offset, Call call, Cells cells) {
    slots = new long[call.slotsLength()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = again(cells) ? cells.cell(i) : call.slots(i);
    }
    answer(offset, run(call));
  }

  private void call(int offset, Cells cells, FakeCarriage carriage) {
    slots = carriage.slots(cells);
    carriage.unload(cells);
    List<Byte> guards = carriage.guards();
    Reply reply = run(kept.get(number(cells)));
    if (reply == null
        || reply.status() != CallStatus.Returned
        || reply.lastError() != told
        || !guards.equals(carriage.guards())) {
      answer(offset, reply);
      return;
    }
    travelled++;
    boolean floating = reply.call().result() != ResultRegister.Integer;
    long bits = Double.doubleToRawLongBits(reply.floating());
    carriage.load(window, floating ? bits : reply.integer());
  }

  private Reply run(Call call) {
    return function.apply(new Reply(call, (int) CallStatus.Returned, 0, 0, 0));
  }

  private void answer(int offset, Reply reply) {
    failed = reply == null;
    if (failed) {
      fail(offset);
      return;
    }
    told = reply.status() == CallStatus.Returned ? reply.lastError() : told;
    window.putInt(LaneLayout.ToJavaStatus, reply.status());
    window.putInt(LaneLayout.ToJavaLastError, reply.lastError());
    window.putLong(LaneLayout.ToJavaInteger, reply.integer());
    window.putLong(LaneLayout.ToJavaFloating, Double.doubleToRawLongBits(reply.floating()));
  }

  private Frame decoded(int offset, int size) {
    byte[] copy = new byte[size];
    window.get(offset, copy);
    return Frames.decode(ByteBuffer.wrap(copy), size);
  }

  private Call keep(Frame frame, Cells cells) {
    Call call = Frames.message(frame, Message.Call, Call::new);
    kept.put(cells.kept(), call);
    // What is kept anew begins without.
    carried.remove(cells.kept());
    return call;
  }

  static boolean again(Cells cells) {
    return (cells.kept() & KeptFlag.Again) != 0;
  }

  /** Reads a byte of the memory that a slot points to. */
  public byte byteAt(long address) {
    return window.get((int) (address - ADDRESS));
  }

  /** Writes a byte, as a DLL would. */
  public void putByteAt(long address, byte value) {
    window.put((int) (address - ADDRESS), value);
  }

  /** Over the request, as the real host does. */
  private void fail(int offset) {
    FlatBufferBuilder b = new FlatBufferBuilder();
    int failure =
        org.bascule.protocol.Failure.createFailure(b, 1, 0, b.createString("not today"), 0);
    Frames.finish(b, 0, Message.Failure, failure);
    reply(offset, b.sizedByteArray());
  }

  final void reply(int offset, byte[] frame) {
    receivedOffset = offset;
    receivedSize = frame.length;
    window.put(offset, frame);
  }

  @Override
  public boolean receive() {
    throw new AssertionError("this lane is a Java thread's");
  }

  @Override
  public boolean answer(int offset, int size, int free, Cells cells) {
    exchange(offset, size, free, cells);
    return true;
  }

  @Override
  public int depth() {
    return 0;
  }

  @Override
  public void unwind(int depth) {
    throw new AssertionError("nothing was left undone");
  }

  @Override
  public int room() {
    return 64 * 1024;
  }

  @Override
  public void extend(int end) {
    throw new AssertionError("all of the window is there");
  }

  @Override
  public Runnable lent(Runnable work) {
    return work;
  }

  @Override
  public boolean foreign() {
    return false;
  }

  @Override
  public Lane lane() {
    return this;
  }

  @Override
  public void serveThreads(LaneServer server) {}

  @Override
  public Arena arena() {
    return this;
  }

  @Override
  public ByteBuffer window() {
    return window;
  }

  @Override
  public long address() {
    return ADDRESS;
  }

  @Override
  public int firstFree() {
    return FIRST;
  }

  @Override
  public int receivedOffset() {
    return receivedOffset;
  }

  @Override
  public int receivedSize() {
    return receivedSize;
  }

  @Override
  public Object attachment() {
    return attachment;
  }

  @Override
  public void attach(Object object) {
    attachment = object;
  }

  @Override
  public Block allocate(long size, int alignment) {
    long open = pieces.stream().filter(piece -> !piece.isClosed()).mapToLong(Block::size).sum();
    if (open + size > limit) {
      throw new BasculeException(
          new Diagnosis(
              ErrorCode.TOO_LARGE, "allocate", "", limit + " bytes", open + " + " + size, "none"));
    }
    int start = (arenaTop + alignment - 1) & -alignment;
    arenaTop = start + (int) size;
    Piece piece = new Piece(ADDRESS + start, slice(window, start, (int) size), new AtomicBoolean());
    pieces.add(piece);
    return piece;
  }

  /** So many bytes are given out at a time at most. */
  public void limit(long bytes) {
    limit = bytes;
  }

  private static ByteBuffer slice(ByteBuffer memory, int start, int size) {
    return memory.slice(start, size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Never used again. */
  private record Piece(long address, ByteBuffer memory, AtomicBoolean closed) implements Block {
    @Override
    public long size() {
      return memory.capacity();
    }

    @Override
    public boolean isClosed() {
      return closed.get();
    }

    @Override
    public void close() {
      closed.set(true);
    }

    @Override
    public void retire() {
      close();
    }
  }

  @Override
  public PageArea reserve(int size) {
    throw new AssertionError("nothing here is strict");
  }

  @Override
  public Block find(long address) {
    return null;
  }

  @Override
  public long addressOf(Buffer direct) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean covers(long address) {
    return false;
  }

  @Override
  public long used() {
    return 0;
  }

  @Override
  public long capacity() {
    return 0;
  }

  @Override
  public HostFacts identity() {
    Path none = Path.of("/none");
    return new HostFacts((byte) HostAbi.X64, 1, 1, none, "8.0", none, "0");
  }

  @Override
  public int openLanes() {
    return 1;
  }

  @Override
  public Duration ping() {
    return Duration.ZERO;
  }

  @Override
  public Optional<HostExit> end() {
    return Optional.empty();
  }

  @Override
  public void onEnd(Consumer<HostExit> listener) {}

  @Override
  public void close() {}
}
