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

/** Whether a host runs, and who wants to know when it ends. Thread-safe. */
final class HostState implements HostLife {
  private static final System.Logger LOG = System.getLogger("org.bascule.transport");
  private static final int SIGNALLED = 128;

  private final String name;
  private final Runnable kill;
  private final AtomicReference<String> verdict = new AtomicReference<>();
  private final List<Consumer<HostExit>> listeners = new ArrayList<>();
  private volatile HostExit end;
  private volatile boolean asked;
  private volatile IntFunction<Optional<String>> limits = status -> Optional.empty();

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
    return new HostEndedException(
        new Diagnosis(
            ErrorCode.HOST_ENDED,
            operation,
            name,
            "a running host",
            end().map(HostExit::reason).orElse("it is just ending"),
            closed
                ? "open a new session"
                : "look for the cause in the DLL's output, then open a new session"));
  }

  @Override
  public BasculeException broken(String operation, String expected, String actual) {
    verdict.compareAndSet(null, "killed because it broke the protocol: " + actual);
    kill.run();
    return new BasculeException(
        new Diagnosis(
            ErrorCode.PROTOCOL,
            operation,
            name,
            expected,
            actual,
            "open a new session; a DLL that writes where it should not can cause this"));
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
      return verdict.get();
    }
    if (asked) {
      return "closed by this side";
    }
    Optional<String> limit = limits.apply(status);
    if (limit.isPresent()) {
      return "ended, being " + limit.get();
    }
    return status > SIGNALLED
        ? "ended by signal " + (status - SIGNALLED)
        : "exited with status " + status + lastWord.map(word -> ": " + word).orElse("");
  }
}
