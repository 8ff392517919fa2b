package org.bascule.itest.virtual;

import java.util.Map;
import org.bascule.bridge.CallLimits;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.itest.TestBed;

/**
 * What virtual threads do to a session; a program of its own, since it needs a newer JVM than the
 * one that the build may run on. Prints one line for each scenario that it is asked for.
 */
public final class VirtualProgram {
  static final int LANES = 16;

  private interface Scenario {
    String run(Session session) throws Exception;
  }

  private static final Map<String, Scenario> ALL =
      Map.ofEntries(
          Map.entry("calls", Calls::calls),
          Map.entry("lastErrors", Calls::lastErrors),
          Map.entry("jnaLastErrors", Calls::jnaLastErrors),
          Map.entry("memory", Calls::memory),
          Map.entry("apartment", Calls::apartment),
          Map.entry("sleeps", Waiting::sleeps),
          Map.entry("pinning", Waiting::pinning),
          Map.entry("interrupts", Waiting::interrupts),
          Map.entry("callbacks", Callbacks::callbacks),
          Map.entry("exceptions", Callbacks::exceptions),
          Map.entry("loaders", Callbacks::loaders),
          Map.entry("closing", Lifetimes::closing),
          Map.entry("garbage", Lifetimes::garbage));

  private VirtualProgram() {}

  /** Interrupts are kept: else they would end the host. */
  private static SessionOptions options() {
    return TestBed.options()
        .withVirtualThreadLanes(LANES)
        .withLimits(CallLimits.DEFAULT.withInterruptible(false));
  }

  /** Runs the scenarios that are named, each in a session of its own. */
  public static void main(String[] scenarios) throws Exception {
    for (String scenario : scenarios) {
      try (Session session = Standalone.bascule().open(options())) {
        System.out.println(scenario + ": " + ALL.get(scenario).run(session));
      }
    }
  }

  /** A remark if there are more lanes than there may be; the main thread may have one too. */
  static String bounded(Session session) {
    int lanes = session.lanes();
    return lanes <= LANES + 1 ? "" : ", " + lanes + " lanes";
  }
}
