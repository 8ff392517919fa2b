package org.bascule.windowsjna.door;

import java.util.function.Supplier;
import org.bascule.bridge.Session;
import org.bascule.bridge.raw.RawHost;
import org.bascule.bridge.raw.RawSession;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.error.Diagnosed;

/**
 * Opens the JVM's session when JNA is first used; it ends with the JVM. Where that fails, JNA fails
 * as it does without its native library. Thread-safe.
 */
final class FirstUse implements Supplier<RawHost> {
  private Session session;

  @Override
  public synchronized RawHost get() {
    if (session == null) {
      try {
        session = Standalone.bascule().open(PropertyCheck.options());
      } catch (RuntimeException e) {
        throw refused(e);
      }
    }
    return RawSession.host(session);
  }

  /** An error, since the JVM would wrap an exception in another one. */
  private static UnsatisfiedLinkError refused(RuntimeException failure) {
    String message = failure instanceof Diagnosed ? failure.getMessage() : failure.toString();
    UnsatisfiedLinkError error = new UnsatisfiedLinkError(message);
    error.initCause(failure);
    return error;
  }
}
