package org.bascule.transport.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bascule.protocol.HostAbi;
import org.bascule.transport.lane.LaneLimit;
import org.bascule.transport.posix.Descriptors;

/**
 * The bound of lanes that the limits of the processes set in which each lane takes something. If
 * one of them ran out, it would end the session of everybody. Thread-safe.
 */
final class ProcessLimits implements LaneLimit {
  /** What else these processes may need while lanes are open. */
  private static final int RESERVE = 128;

  // Counted with Wine 8: the bells; two of each Windows thread's pipes to the server and what it
  // waits on; the server's ends of them and its own of the bells.
  private static final int OF_THE_JVM = 2;
  private static final int OF_THE_HOST = 7;
  private static final int OF_THE_SERVER = 6;

  /** A 32-bit host has 2 GiB of addresses, of which a lane's stack and window take 5 MiB. */
  private static final int MOST_IN_A_NARROW_HOST = 200;

  /** Counting takes a while, and many may be refused at once. */
  private static final long REFUSAL_HOLDS_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final int most;
  private final List<Taker> takers;
  private int roomFor;
  private Reached refusal;
  private long refused;
  private int refusedAt;

  /**
   * A process in which lanes take descriptors.
   *
   * @param name for messages
   * @param each how many a lane takes
   */
  record Taker(String name, Descriptors descriptors, int each) {}

  ProcessLimits(int most, List<Taker> takers) {
    this.most = most;
    this.takers = List.copyOf(takers);
  }

  /** Those that hold for a host that runs. */
  static ProcessLimits of(byte abi, long host, Path prefix) {
    List<Taker> takers = new ArrayList<>();
    takers.add(new Taker("this JVM", Descriptors.of(ProcessHandle.current().pid()), OF_THE_JVM));
    takers.add(new Taker("host process " + host, Descriptors.of(host), OF_THE_HOST));
    WineServer.of(prefix)
        .ifPresent(
            server ->
                takers.add(
                    new Taker("wineserver " + server, Descriptors.of(server), OF_THE_SERVER)));
    return new ProcessLimits(
        abi == HostAbi.X86 ? MOST_IN_A_NARROW_HOST : Integer.MAX_VALUE, takers);
  }

  @Override
  public synchronized Reached reached(int lanes, int opening) {
    if (lanes < roomFor) {
      return null;
    }
    if (lanes >= most) {
      return new Reached(
          "a 32-bit host has addresses for no more",
          "have fewer threads call at the same time, for instance those of a pool");
    }
    if (refusal != null
        && lanes >= refusedAt
        && System.nanoTime() - refused < REFUSAL_HOLDS_NANOS) {
      return refusal;
    }
    refusal = count(lanes, opening);
    refused = System.nanoTime();
    refusedAt = lanes;
    return refusal;
  }

  private Reached count(int lanes, int opening) {
    long least = Integer.MAX_VALUE;
    for (Taker taker : takers) {
      long limit = taker.descriptors().limit();
      long open = taker.descriptors().open();
      long free = limit - open - RESERVE - (long) opening * taker.each();
      if (limit >= 0 && open >= 0 && free < taker.each()) {
        return new Reached(
            "%s has %d of at most %d descriptors open, of which each lane takes %d"
                .formatted(taker.name(), open, limit, taker.each()),
            "have fewer threads call at the same time, for instance those of a pool, or raise the"
                + " limit of open files (ulimit -n) before the session is opened");
      }
      if (limit >= 0 && open >= 0) {
        least = Math.min(least, free / taker.each());
      }
    }
    // Others need descriptors too, so that a part of what is free is given out before the next
    // count.
    roomFor = (int) Math.min(most, lanes + Math.max(1, least / 8));
    return null;
  }
}
