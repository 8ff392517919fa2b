package org.bascule.bench.report;

import java.util.List;

/** Where, and beside what, the benchmarks of one part of the table run. */
public enum Section {
  /** As the machine is. */
  FREE("all CPUs", false, 1),
  /** Both sides of each call on one processor. */
  PINNED("pinned to one CPU", true, 1),
  /** The same, and a process that never sleeps there too. */
  BUSY("pinned to one CPU, beside a busy neighbour there", true, 1),
  /** Several threads call at once; the time is that of one call of one thread. */
  THREADS("4 threads at once, all CPUs", false, 4);

  private static final List<String> TO_ONE_CPU = List.of("taskset", "-c", "0");

  private final String title;
  private final boolean pinned;
  private final int threads;

  Section(String title, boolean pinned, int threads) {
    this.title = title;
    this.pinned = pinned;
    this.threads = threads;
  }

  /** What the table says over it. */
  public String title() {
    return title;
  }

  /** How many threads call. */
  public int threads() {
    return threads;
  }

  /** What a command begins with, so that it runs where this section's benchmarks do. */
  public List<String> placement() {
    return pinned ? TO_ONE_CPU : List.of();
  }

  /** Whether everything runs on one processor. */
  public boolean pinned() {
    return pinned;
  }
}
