package org.bascule.transport.bench;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bascule.protocol.Frames;
import org.bascule.protocol.Message;
import org.bascule.protocol.Ping;
import org.bascule.transport.Host;
import org.bascule.transport.Lane;
import org.bascule.transport.LaneTalk;
import org.bascule.transport.TestHosts;

/**
 * Measures round trips in a lane: a ping, and a call of {@code abs} whose prepared frame is copied
 * and patched each time. Run it unpinned, and with {@code taskset -c 0}; {@code -Dround.millis} is
 * the length of a round.
 */
public final class ExchangeBench {
  private static final int ROUNDS = 12;
  private static final long ROUND_NANOS = 1_000_000L * Integer.getInteger("round.millis", 500);
  private static final long IDLE_NANOS = 5_000_000_000L;
  private static final int BATCH = 100;

  private ExchangeBench() {}

  /** Prints the median of the rounds after the first ones. */
  public static void main(String[] args) throws IOException {
    try (Host host = TestHosts.launch()) {
      Lane lane = host.lane();
      long abs = new LaneTalk(lane).resolve("msvcrt.dll", "abs");
      measure("ping", ping(lane));
      measure("call of abs", call(lane, abs));
      idle(host);
    }
  }

  private static Runnable ping(Lane lane) {
    FlatBufferBuilder builder = new FlatBufferBuilder(64);
    Frames.finish(builder, 0, Message.Ping, Ping.createPing(builder, 42));
    ByteBuffer frame = builder.dataBuffer();
    int start = frame.position();
    int size = frame.remaining();
    return () -> {
      lane.window().put(lane.firstFree(), frame, start, size);
      lane.exchange(lane.firstFree(), size);
    };
  }

  private static Runnable call(Lane lane, long function) {
    long marker = 0x0123_4567_89ab_cdefL;
    byte[] frame = bytes(LaneTalk.callFrame(function, marker, ~marker));
    ByteBuffer bytes = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
    int slot = 0;
    while (bytes.getLong(slot) != marker) {
      slot += Integer.BYTES;
    }
    int at = lane.firstFree() + slot;
    ByteBuffer window = lane.window();
    return () -> {
      window.put(lane.firstFree(), frame, 0, frame.length);
      window.putLong(at, -5);
      window.putLong(at + Long.BYTES, 7);
      lane.exchange(lane.firstFree(), frame.length);
    };
  }

  private static byte[] bytes(ByteBuffer frame) {
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    return bytes;
  }

  private static void measure(String name, Runnable exchange) throws IOException {
    double[] rounds = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      long count = 0;
      long now = start;
      while (now - start < ROUND_NANOS) {
        for (int i = 0; i < BATCH; i++) {
          exchange.run();
        }
        count += BATCH;
        now = System.nanoTime();
      }
      rounds[round] = (double) (now - start) / count;
    }
    double[] warm = Arrays.copyOfRange(rounds, ROUNDS / 3, ROUNDS);
    Arrays.sort(warm);
    System.out.printf(
        "%s: median %.0f ns, best %.0f, worst %.0f; load %s%n",
        name, warm[warm.length / 2], warm[0], warm[warm.length - 1], load());
  }

  /** The processor time that an idle host takes in five seconds. */
  private static void idle(Host host) throws IOException {
    long pid = host.identity().processId();
    long before = ticks(pid);
    long until = System.nanoTime() + IDLE_NANOS;
    while (System.nanoTime() < until) {
      java.util.concurrent.locks.LockSupport.parkNanos(IDLE_NANOS);
    }
    System.out.printf("idle host: %d ticks of 10 ms in 5 s%n", ticks(pid) - before);
  }

  private static long ticks(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
  }

  private static String load() throws IOException {
    return Files.readString(Path.of("/proc/loadavg")).strip();
  }
}
