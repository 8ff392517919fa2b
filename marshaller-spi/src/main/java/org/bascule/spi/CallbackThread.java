package org.bascule.spi;

import java.util.Objects;
import java.util.Optional;

/**
 * What the Java thread is like that runs callbacks of a thread that the DLL has made itself.
 *
 * @param name its name; empty for one of the session's choice
 * @param daemon whether the JVM may end while it lives
 * @param group where it belongs; empty for the session's own
 */
public record CallbackThread(String name, boolean daemon, Optional<ThreadGroup> group) {
  /** Named by the session, and no reason for the JVM to go on. */
  public static final CallbackThread DEFAULT = new CallbackThread("", true, Optional.empty());

  public CallbackThread {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(group, "group");
  }
}
