package org.bascule.bridge;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a host, and so all DLLs in it together, may use of the machine. They hold from when the host
 * has greeted, so before any DLL is loaded. Immutable.
 *
 * @param memory bytes, at least 64 MiB; 0 for no limit
 * @param cpu time on all CPUs together in its whole life, in whole seconds; zero for no limit
 * @param processes processes and threads, at least 16; 0 for no limit
 * @param files open files, at least 256; 0 for no limit
 * @param controlGroup of version 2, in which one for the host is made; if empty, one that this user
 *     may divide is looked for around the JVM
 */
public record ResourceLimits(
    long memory, Duration cpu, int processes, int files, Optional<Path> controlGroup) {
  /** Whatever the machine has. */
  public static final ResourceLimits NONE =
      new ResourceLimits(0, Duration.ZERO, 0, 0, Optional.empty());

  /**
   * Limits.
   *
   * @throws org.bascule.error.ValueException if one is less than a host needs
   */
  public ResourceLimits {
    Given.value(cpu, "cpu");
    Given.value(controlGroup, "controlGroup");
    atLeast(memory, 64L << 20, "memory");
    atLeast(processes, 16, "processes");
    atLeast(files, 256, "files");
    Given.fitting(
        !cpu.isNegative() && cpu.getNano() == 0, "cpu", "whole seconds, or none", cpu.toString());
  }

  private static void atLeast(long value, long least, String option) {
    Given.fitting(value == 0 || value >= least, option, "at least " + least + ", or 0", "" + value);
  }

  /** The same with another limit of the memory. */
  public ResourceLimits withMemory(long memory) {
    return new ResourceLimits(memory, cpu, processes, files, controlGroup);
  }

  /** The same with another limit of the CPU time. */
  public ResourceLimits withCpu(Duration cpu) {
    return new ResourceLimits(memory, cpu, processes, files, controlGroup);
  }

  /** The same with another limit of processes and threads. */
  public ResourceLimits withProcesses(int processes) {
    return new ResourceLimits(memory, cpu, processes, files, controlGroup);
  }

  /** The same with another limit of open files. */
  public ResourceLimits withFiles(int files) {
    return new ResourceLimits(memory, cpu, processes, files, controlGroup);
  }

  /** The same by another control group. */
  public ResourceLimits withControlGroup(Optional<Path> controlGroup) {
    return new ResourceLimits(memory, cpu, processes, files, controlGroup);
  }
}
