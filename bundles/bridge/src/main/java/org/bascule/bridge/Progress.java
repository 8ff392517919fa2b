package org.bascule.bridge;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Told of steps that a person would wait for. Called from the thread that does the work; what it
 * throws breaks the step off. In OSGi, the service of this type with the highest ranking is told of
 * all steps of sessions that do not name another one.
 */
@ConsumerType
@FunctionalInterface
public interface Progress {
  /**
   * A step has begun, goes on or is done.
   *
   * @param step what is being done, for instance {@code creating the Wine prefix
   *     /home/me/.local/share/bascule/prefix}
   * @param fraction how much of it is done, 0 to 1; negative if that cannot be said
   */
  void update(String step, double fraction);

  /** Tells nobody. */
  Progress SILENT = (step, fraction) -> {};
}
