package org.bascule.transport.lane;

import org.bascule.error.BasculeException;

/** Whether the other side still runs, as a lane sees it. */
public interface HostLife {
  /** Whether it has ended. Cheap: one volatile read. */
  boolean over();

  /** What is thrown when it has ended. */
  BasculeException ended(String operation);

  /** Ends a host for which nobody waits any longer; for that reason calls of others fail too. */
  void giveUp(String reason);

  /** Ends a host that does not keep to the protocol; what is thrown then. */
  BasculeException broken(String operation, String expected, String actual);
}
