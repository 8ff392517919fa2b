package org.bascule.transport.lane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.bascule.error.BasculeException;
import org.bascule.protocol.LaneLayout;
import org.bascule.transport.arena.GrowingBlock;
import org.bascule.transport.posix.Bell;

/** A window in which the host has answered already, so that nobody ever waits in it. */
final class FakeWindow implements GrowingBlock {
  static final int FRAME = LaneLayout.FirstFrame;
  static final int FRAME_SIZE = 8;

  private static final int SIZE = FRAME + 2 * FRAME_SIZE;

  // Far more than there are tests in flight. Memory that is not the heap's, since the turns of a
  // lane are exchanged in place; taken once, since taking it costs more than a test.
  private static final int WINDOWS = 1 << 17;
  private static final ByteBuffer ALL =
      ByteBuffer.allocateDirect(WINDOWS * SIZE).alignedSlice(Long.BYTES);
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final Bell BELL = bell();

  private final ByteBuffer memory;

  FakeWindow() {
    int index = NEXT.getAndIncrement() & (WINDOWS / 2 - 1);
    memory = ALL.slice(index * SIZE, SIZE).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < SIZE; at += Long.BYTES) {
      memory.putLong(at, 0);
    }
    memory.putInt(LaneLayout.ToJavaTurn, 1);
    memory.putInt(LaneLayout.ToJavaOffset, FRAME);
    memory.putInt(LaneLayout.ToJavaSize, FRAME_SIZE);
  }

  /** A lane with this window, of the calling thread. */
  LaneEnd lane(SpinPolicy spin, HostLife life) {
    return new LaneEnd(
        1, this, Thread.currentThread(), new Turns(memory, BELL, BELL, spin, life, 0), life);
  }

  @Override
  public ByteBuffer memory() {
    return memory;
  }

  @Override
  public long address() {
    return 0;
  }

  @Override
  public long size() {
    return SIZE;
  }

  @Override
  public void extend(int end) {
    throw new AssertionError("a small frame needs no more");
  }

  @Override
  public boolean isClosed() {
    return false;
  }

  @Override
  public void close() {
    // Belongs to all.
  }

  @Override
  public void retire() {
    // Belongs to all.
  }

  private static Bell bell() {
    try {
      Path directory = Files.createTempDirectory("stress");
      Path path = directory.resolve("bell");
      Bell bell = Bell.create(path);
      Files.delete(path);
      Files.delete(directory);
      return bell;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Is over when a test says so. */
  static final class Life implements HostLife {
    private volatile boolean over;

    void end() {
      over = true;
    }

    @Override
    public boolean over() {
      return over;
    }

    @Override
    public BasculeException ended(String operation) {
      throw new AssertionError(operation);
    }

    @Override
    public void giveUp(String reason) {
      throw new AssertionError(reason);
    }

    @Override
    public BasculeException broken(String operation, String expected, String actual) {
      throw new AssertionError(operation + ": " + actual);
    }
  }
}
