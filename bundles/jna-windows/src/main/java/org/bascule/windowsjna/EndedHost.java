package org.bascule.windowsjna;

import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.bascule.bridge.raw.RawFunction;
import org.bascule.error.Diagnosis;
import org.bascule.error.HostEndedException;

/**
 * What a world does when it learns in the middle of something that its host has ended: it ends too,
 * before anybody else has told it, and says how programs go on. Thread-safe.
 */
final class EndedHost {
  private static final String REMEDY =
      "look for the cause in the DLL's output, then begin anew in another class loader of"
          + " WindowsWorld (in OSGi, refresh the bundle): memory and handles of this one are void";

  private final Runnable end;
  private volatile HostEndedException first;

  /**
   * Nothing has ended.
   *
   * @param end ends the world; idempotent
   */
  EndedHost(Runnable end) {
    this.end = end;
  }

  /** Does something that needs the host. */
  <T> T guard(Supplier<T> use) {
    try {
      return use.get();
    } catch (HostEndedException e) {
      throw told(e);
    }
  }

  /** The same without a result. */
  void guard(Runnable use) {
    try {
      use.run();
    } catch (HostEndedException e) {
      throw told(e);
    }
  }

  /** The same for each call of a function. */
  RawFunction guarded(RawFunction function) {
    return new Guarded(this, function);
  }

  private record Guarded(EndedHost host, RawFunction function) implements RawFunction {
    @Override
    public long call(long[] slots, IntConsumer lastError) {
      try {
        return function.call(slots, lastError);
      } catch (HostEndedException e) {
        throw host.told(e);
      }
    }
  }

  /**
   * Where the host need not be asked.
   *
   * @throws HostEndedException if it is known to have ended
   */
  void insistOnLife(String operation) {
    HostEndedException known = first;
    if (known != null) {
      throw told(operation, known);
    }
  }

  private HostEndedException told(HostEndedException e) {
    first = e;
    end.run();
    return told(e.diagnosis().operation(), e);
  }

  private static HostEndedException told(String operation, HostEndedException e) {
    Diagnosis bare = e.diagnosis();
    return new HostEndedException(
        new Diagnosis(
            bare.code(), operation, bare.subject(), bare.expected(), bare.actual(), REMEDY),
        e);
  }
}
