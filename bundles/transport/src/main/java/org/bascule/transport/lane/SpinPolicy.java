package org.bascule.transport.lane;

/** How long a thread looks for an answer before it goes to sleep. Used by one thread at a time. */
public interface SpinPolicy {
  /** How many looks the next wait may take. */
  int looks();

  /** The answer was there after so many looks. */
  void found(int looks);

  /** It was not; the thread went to sleep. */
  void missed();
}
