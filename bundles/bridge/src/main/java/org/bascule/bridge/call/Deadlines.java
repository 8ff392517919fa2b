package org.bascule.bridge.call;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bascule.error.CallInterruptedException;
import org.bascule.error.CallTimeoutException;
import org.bascule.error.HostEndedException;
import org.bascule.protocol.Frame;
import org.bascule.transport.CodePlace;
import org.bascule.transport.GivenUp;
import org.bascule.transport.Waiter;

/**
 * Until when the calls of one thread may take: each limit counts for all that happens inside its
 * call. Worked out when the thread sleeps, from the calls that are in progress then. Confined to
 * the lane's thread.
 */
final class Deadlines implements Waiter {
  /** A callback that waits for the host itself sees to the limit itself. */
  private static final long SLACK_NANOS = 250_000_000;

  private final Caller caller;
  private final Activation outermost;
  private final HostRequests requests;
  private final long grace;

  /** The request or batch that is in progress; null if there is none. */
  private Undertaking undertaking;

  Deadlines(Caller caller, Activation outermost, HostRequests requests) {
    this.caller = caller;
    this.outermost = outermost;
    this.requests = requests;
    this.grace = requests.limits().grace().toNanos();
  }

  /** What has to be in time, and how long it may take. */
  private record Limited(String operation, long limit, long deadline) {
    boolean before(Limited other) {
      return other == null || deadline - other.deadline < 0;
    }
  }

  /** Asks the host for something, which has to be in time like a call. */
  Frame request(String operation, ByteBuffer request) {
    long limit = requests.limits().timeout().toNanos();
    Undertaking outer = batch(operation, limit, caller.current());
    try {
      return caller.request(request);
    } finally {
      done(outer);
    }
  }

  /**
   * Has the calls from this one on count as one thing to wait for.
   *
   * @param limit how many nanoseconds it may take; 0 for no limit
   * @return what to say when it is {@link #done}
   */
  Undertaking batch(String operation, long limit, Activation first) {
    Undertaking outer = undertaking;
    undertaking = Undertaking.of(operation, limit, first, caller.current(), outer);
    return outer;
  }

  void done(Undertaking outer) {
    undertaking = outer;
  }

  @Override
  public long deadline() {
    Limited first = first();
    // A deadline that falls on 0 is a nanosecond late.
    return first == null ? 0 : first.deadline() == 0 ? 1 : first.deadline();
  }

  @Override
  public long graceNanos() {
    return grace;
  }

  @Override
  public boolean interruptible() {
    return requests.limits().interruptible();
  }

  @Override
  public String reason(GivenUp what) {
    Limited first = first();
    String ended = "ended by this side, because ";
    if (what.interrupted() || first == null) {
      return ended + "a thread was interrupted that waited to " + innermost();
    }
    return ended + late(first);
  }

  @Override
  public RuntimeException gaveUp(GivenUp what, RuntimeException ended) {
    Limited first = first();
    List<String> stack = what.stack().stream().map(CodePlace::toString).toList();
    if (what.interrupted() || first == null) {
      return TimeFaults.interrupted(
          innermost(),
          what.asleep(),
          Duration.ofNanos(grace),
          stack,
          requests.recycling().afterwards());
    }
    return TimeFaults.timeout(
        innermost(),
        first.operation(),
        Duration.ofNanos(first.limit()),
        Duration.ofNanos(grace),
        stack,
        requests.recycling().afterwards());
  }

  /**
   * Has the calling thread watched, which is about to run a callback: meanwhile it cannot see to
   * limits itself. Null if there is none.
   */
  CallbackWatch.Watched watch() {
    Limited first = first();
    if (first == null) {
      return null;
    }
    return requests
        .watch()
        .start(
            first.deadline() + grace + SLACK_NANOS - System.nanoTime(),
            "ended by this side, because " + late(first) + ", but ran a callback in Java");
  }

  private static String late(Limited first) {
    return TimeFaults.late(first.operation(), Duration.ofNanos(first.limit()));
  }

  /**
   * What is thrown when a callback has ended, and the host is gone.
   *
   * @param thrown what the callback has thrown, or null
   * @param late whether the host is gone because of it
   */
  RuntimeException told(HostEndedException ended, Throwable thrown, boolean late) {
    if (thrown instanceof CallTimeoutException || thrown instanceof CallInterruptedException) {
      // That it called a function which did not return says more.
      return Faults.with((RuntimeException) thrown, ended);
    }
    Limited first = late ? first() : null;
    RuntimeException told =
        first == null
            ? ended
            : TimeFaults.callback(
                first.operation(),
                Duration.ofNanos(first.limit()),
                requests.recycling().afterwards());
    return Faults.with(told, thrown);
  }

  /** What has to be done first. */
  private Limited first() {
    Limited first = null;
    Activation each = behind(outermost);
    while (each != caller.current()) {
      if (each.limit != 0) {
        first = earlier(first, "call " + each.function(), each.limit, each.deadline);
      }
      each = behind(each.next());
    }
    for (Undertaking all = undertaking; all != null; all = all.outer()) {
      if (all.limit() != 0) {
        first = earlier(first, all.operation(), all.limit(), all.deadline());
      }
    }
    return first;
  }

  /** Of the calls that are parts of something else only that has a limit. */
  private Activation behind(Activation call) {
    for (Undertaking each = undertaking; each != null; each = each.outer()) {
      if (each.from() == call && each.at() != call) {
        return each.at();
      }
    }
    return call;
  }

  private static Limited earlier(Limited first, String operation, long limit, long deadline) {
    Limited other = new Limited(operation, limit, deadline);
    return other.before(first) ? other : first;
  }

  /** What the host is doing. */
  private String innermost() {
    if (undertaking != null && undertaking.at() == caller.current()) {
      return undertaking.operation();
    }
    Activation last = null;
    for (Activation each = outermost; each != caller.current(); each = each.next()) {
      last = each;
    }
    return Optional.ofNullable(last).map(call -> "call " + call.function()).orElse("answer");
  }
}
