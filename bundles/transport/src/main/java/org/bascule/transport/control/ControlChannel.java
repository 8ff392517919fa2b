package org.bascule.transport.control;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.bascule.protocol.BadFrameException;
import org.bascule.protocol.Failure;
import org.bascule.protocol.Frame;
import org.bascule.protocol.Frames;
import org.bascule.protocol.LaneEnded;
import org.bascule.protocol.Limit;
import org.bascule.protocol.Message;
import org.bascule.protocol.WantLane;
import org.bascule.transport.lane.HostAnnouncements;
import org.bascule.transport.lane.HostLife;

/**
 * Requests and replies over the host's stdin and stdout, each frame behind its length. Many threads
 * may ask at once; one thread, which {@link #read} keeps, hands out the replies.
 */
public final class ControlChannel {
  private static final String READ = "read the control channel";

  private final OutputStream toHost;
  private final InputStream fromHost;
  private final HostLife life;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<Frame>> pending = new ConcurrentHashMap<>();
  private volatile HostAnnouncements listener;

  /** A channel over these streams. */
  public ControlChannel(OutputStream toHost, InputStream fromHost, HostLife life) {
    this.toHost = toHost;
    this.fromHost = fromHost;
    this.life = life;
  }

  /**
   * Asks, and waits for the answer, also if the thread is interrupted meanwhile.
   *
   * @throws RefusedException if the answer is a failure
   * @throws org.bascule.error.HostEndedException if the host has ended
   * @throws org.bascule.error.BasculeException if no answer came in time
   */
  Frame request(ControlRequest request, Duration timeout) {
    int id = ids.incrementAndGet();
    CompletableFuture<Frame> reply = new CompletableFuture<>();
    pending.put(id, reply);
    try {
      send(request.frame(id));
      // The end may have gone through the pending ones just before.
      if (life.over()) {
        throw life.ended(request.operation());
      }
      return accepted(request, await(request, reply, timeout));
    } catch (IOException e) {
      // The pipe breaks a moment before the process is known to have ended.
      if (!life.over()) {
        await(request, reply, timeout);
      }
      throw life.ended(request.operation());
    } finally {
      pending.remove(id);
    }
  }

  /** Says something whose answer does not matter. If the host has ended, that does not either. */
  void tell(ControlRequest request) {
    try {
      send(request.frame(ids.incrementAndGet()));
    } catch (IOException e) {
      // Who watches the process knows.
    }
  }

  /** From now on the host may speak unasked. */
  public void listen(HostAnnouncements newListener) {
    listener = newListener;
  }

  /** Hands out replies until the stream ends. */
  public void read() {
    try {
      while (true) {
        take(next());
      }
    } catch (IOException e) {
      // The host has ended; who watches the process knows more about it.
    } catch (BadFrameException e) {
      life.broken(READ, "a valid frame", e.getMessage());
    }
  }

  /** The host has ended: fails all that wait. */
  public void end() {
    pending.forEach((id, reply) -> reply.cancel(false));
  }

  private void send(ByteBuffer frame) throws IOException {
    byte[] bytes = new byte[Integer.BYTES + frame.remaining()];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(frame.remaining()).put(frame);
    synchronized (toHost) {
      toHost.write(bytes);
      toHost.flush();
    }
  }

  private Frame await(ControlRequest request, CompletableFuture<Frame> reply, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return reply.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (java.util.concurrent.CancellationException | ExecutionException e) {
      throw life.ended(request.operation());
    } catch (TimeoutException e) {
      throw ControlErrors.noAnswer(request.operation(), timeout);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Frame accepted(ControlRequest request, Frame frame) {
    if (frame.messageType() == Message.Failure) {
      throw new RefusedException(
          request.operation(), Frames.message(frame, Message.Failure, Failure::new));
    }
    return frame;
  }

  private Frame next() throws IOException {
    byte[] prefix = readFully(Integer.BYTES);
    long length =
        Integer.toUnsignedLong(ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getInt());
    if (length > Limit.ControlFrameBytes) {
      // It cannot be skipped either: it may be anything but a length.
      life.broken(READ, "at most " + Limit.ControlFrameBytes + " bytes", length + " bytes");
      throw new EOFException();
    }
    return Frames.decode(ByteBuffer.wrap(readFully((int) length)), Limit.ControlFrameBytes);
  }

  private byte[] readFully(int count) throws IOException {
    byte[] bytes = fromHost.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return bytes;
  }

  private void take(Frame frame) {
    int id = (int) frame.id();
    if (id == 0 && heard(frame)) {
      return;
    }
    CompletableFuture<Frame> reply = pending.remove(id);
    if (reply != null) {
      reply.complete(frame);
    } else if (id <= 0 || id > ids.get()) {
      life.broken(READ, "a reply to a request", "a reply to " + frame.id() + ", never asked");
    }
    // A reply to an earlier request comes too late: who asked has given up.
  }

  /** Whether it is something that the host may say unasked. */
  private boolean heard(Frame frame) {
    HostAnnouncements told = listener;
    if (told == null) {
      return false;
    }
    if (frame.messageType() == Message.WantLane) {
      WantLane want = Frames.message(frame, Message.WantLane, WantLane::new);
      told.wantLane((int) want.threadId(), want.callback());
      return true;
    }
    if (frame.messageType() == Message.LaneEnded) {
      told.laneEnded((int) Frames.message(frame, Message.LaneEnded, LaneEnded::new).lane());
      return true;
    }
    return false;
  }
}
