package org.bascule.transport;

import org.osgi.annotation.versioning.ConsumerType;

/** Told of steps that a person would wait for. Called from the thread that does the work. */
@ConsumerType
@FunctionalInterface
public interface StepListener {
  /**
   * A step has begun, goes on or is done.
   *
   * @param step what is being done, for instance {@code creating the Wine prefix
   *     /home/me/.local/share/bascule/prefix}
   * @param fraction how much of it is done, 0 to 1; negative if that cannot be said
   */
  void update(String step, double fraction);

  /** Listens to nothing. */
  StepListener NONE = (step, fraction) -> {};
}
