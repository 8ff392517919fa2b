package org.bascule.bench;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How long everything is measured. */
enum Pace {
  /** A JVM and five iterations for each benchmark. */
  WHOLE(1, 4, 5, 800, 100_000, 50_000, 10),
  /** All benchmarks of a section in one JVM, with short iterations. */
  QUICK(0, 2, 3, 100, 10_000, 10_000, 2);

  private final int forks;
  private final int warmups;
  private final int iterations;
  private final TimeValue step;
  private final int freeTurns;
  private final int pinnedTurns;
  private final int seconds;

  Pace(
      int forks,
      int warmups,
      int iterations,
      long step,
      int freeTurns,
      int pinnedTurns,
      int seconds) {
    this.forks = forks;
    this.warmups = warmups;
    this.iterations = iterations;
    this.step = TimeValue.milliseconds(step);
    this.freeTurns = freeTurns;
    this.pinnedTurns = pinnedTurns;
    this.seconds = seconds;
  }

  static Pace of(boolean quick) {
    return quick ? QUICK : WHOLE;
  }

  /** What JMH needs to know. */
  void apply(ChainedOptionsBuilder options) {
    options
        .forks(forks)
        .warmupIterations(warmups)
        .warmupTime(step)
        .measurementIterations(iterations)
        .measurementTime(step);
  }

  /** What is to be run, one after the other; of a name that is there twice the last run counts. */
  List<String> inOrder(List<String> names) {
    if (forks > 0) {
      return names;
    }
    // The first one in a JVM would be measured before the JVM is warm, and others' code with it.
    List<String> all = new ArrayList<>(names.subList(0, 1));
    all.addAll(names);
    return all;
  }

  /** How many turns the C program takes. */
  int turns(boolean pinned) {
    return pinned ? pinnedTurns : freeTurns;
  }

  /** How long a server calls. */
  int seconds() {
    return seconds;
  }
}
