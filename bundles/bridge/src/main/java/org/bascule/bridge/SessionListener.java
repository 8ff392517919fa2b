package org.bascule.bridge;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told what becomes of sessions; as an OSGi service, of all of them. Called on the bridge's
 * threads, which must not be held up.
 */
@ConsumerType
public interface SessionListener {
  /** Its host has ended. */
  default void ended(Session session, HostEnd end) {}

  /**
   * It has begun anew, with another host.
   *
   * @param before how the one before has ended
   */
  default void restarted(Session session, HostEnd before) {}
}
