package org.bascule.transport.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.HostEndedException;
import org.bascule.transport.HostExit;
import org.bascule.transport.lane.HostLife;
import org.bascule.transport.posix.LinuxProcess;

/** Whether a host runs, and who wants to know when it ends. Thread-safe. */
final class HostState implements HostLife {
  private static final System.Logger LOG = System.getLogger("org.bascule.transport");
  private static final String OPEN_ANEW =
      "look for the cause in the DLL's output, then open a new session";

  private final String name;
  private final Runnable kill;
  private final AtomicReference<Verdict> verdict = new AtomicReference<>();
  private final List<Consumer<HostExit>> listeners = new ArrayList<>();
  private volatile HostExit end;
  private volatile boolean asked;
  private volatile IntFunction<Optional<String>> limits = status -> Optional.empty();

  /** Who has taken its place; null for nobody. */
  private volatile String successor;

  /** Without which the host cannot live; null if it is not known. */
  private volatile LinuxProcess server;

  /**
   * Why this side ended it, or what else has.
   *
   * @param remedy what can be done now
   */
  private record Verdict(ErrorCode code, String reason, String remedy) {}

  /**
   * A host that runs.
   *
   * @param name what it is called in messages
   * @param kill ends the process by force
   */
  HostState(String name, Runnable kill) {
    this.name = name;
    this.kill = kill;
  }

  @Override
  public boolean over() {
    return end != null;
  }

  @Override
  public HostEndedException ended(String operation) {
    boolean closed = asked;
    Verdict why = verdict.get();
    if (successor != null) {
      return new HostEndedException(
          new Diagnosis(
              ErrorCode.FORMER_LIFE,
              operation,
              name,
              "something of the session's present host, " + successor,
              "this belongs to a former one: " + end().map(HostExit::reason).orElse(""),
              "get it from the session anew: addresses, memory and callbacks end with their host"));
    }
    if (why != null) {
      return new HostEndedException(
          new Diagnosis(why.code(), operation, name, "a running host", why.reason(), why.remedy()));
    }
    return new HostEndedException(
        new Diagnosis(
            ErrorCode.HOST_ENDED,
            operation,
            name,
            "a running host",
            end().map(HostExit::reason).orElse("it is just ending"),
            closed ? "open a new session" : OPEN_ANEW));
  }

  @Override
  public void giveUp(String reason) {
    condemn(ErrorCode.HOST_ENDED, reason, OPEN_ANEW);
  }

  @Override
  public BasculeException broken(String operation, String expected, String actual) {
    condemn(ErrorCode.HOST_ENDED, "killed because it broke the protocol: " + actual, OPEN_ANEW);
    return new BasculeException(
        new Diagnosis(
            ErrorCode.PROTOCOL,
            operation,
            name,
            expected,
            actual,
            "open a new session; a DLL that writes where it should not can cause this"));
  }

  private void condemn(ErrorCode code, String reason, String remedy) {
    verdict.compareAndSet(null, new Verdict(code, reason, remedy));
    kill.run();
  }

  /** Another host has taken its place. */
  void succeededBy(String by) {
    successor = by;
  }

  /** Without this process the host cannot live. */
  void needs(LinuxProcess wineserver) {
    server = wineserver;
  }

  /** The wineserver has ended, so the host is ended too, if it has not noticed itself. */
  void serverEnded(LinuxProcess wineserver) {
    if (!over() && !asked) {
      condemn(
          ErrorCode.WINESERVER_ENDED,
          "the wineserver of its prefix, process " + wineserver.pid() + ", has ended",
          "see who has ended it (wineserver -k, a lack of memory), then open a new session");
    }
  }

  /** Why it has ended. */
  Optional<HostExit> end() {
    return Optional.ofNullable(end);
  }

  /** Whom to ask whether a limit has ended it, by its status. */
  void limitedBy(IntFunction<Optional<String>> ending) {
    limits = ending;
  }

  /** This side is about to end it. */
  void ask() {
    asked = true;
  }

  /** Whether this side has ended it, or is about to. */
  boolean asked() {
    return asked;
  }

  /** The process is gone. Who says so second is not heard. */
  void exited(int status) {
    exited(status, Optional.empty());
  }

  /**
   * The same where it has said why.
   *
   * @param lastWord of the host, not of the DLL
   */
  void exited(int status, Optional<String> lastWord) {
    LinuxProcess needed = server;
    if (needed != null && !needed.alive()) {
      // The host has found that out by itself, and sooner.
      serverEnded(needed);
    }
    List<Consumer<HostExit>> told;
    synchronized (listeners) {
      if (end != null) {
        return;
      }
      end = new HostExit(asked, status, reason(status, lastWord));
      told = List.copyOf(listeners);
      listeners.clear();
    }
    told.forEach(this::tell);
  }

  /** Calls the listener when the host ends, in the order of registration. */
  void onEnd(Consumer<HostExit> listener) {
    synchronized (listeners) {
      if (end == null) {
        listeners.add(listener);
        return;
      }
    }
    tell(listener);
  }

  private void tell(Consumer<HostExit> listener) {
    try {
      listener.accept(end);
    } catch (Throwable e) {
      // The others must be told all the same.
      LOG.log(System.Logger.Level.WARNING, "a listener failed when " + name + " ended", e);
    }
  }

  private String reason(int status, Optional<String> lastWord) {
    if (verdict.get() != null) {
      return verdict.get().reason();
    }
    if (asked) {
      return "closed by this side";
    }
    Optional<String> limit = limits.apply(status);
    if (limit.isPresent()) {
      return "ended, being " + limit.get();
    }
    return lastWord.orElseGet(() -> EndStatus.text(status));
  }
}
