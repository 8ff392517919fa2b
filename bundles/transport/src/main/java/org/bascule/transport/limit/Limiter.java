package org.bascule.transport.limit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.bascule.transport.HostLimits;
import org.bascule.transport.posix.LinuxProcess;
import org.bascule.transport.posix.PosixException;
import org.bascule.transport.posix.ResourceLimits;

/**
 * Holds one host to its limits. They begin when the host has greeted, so before anything of a DLL
 * runs: what Wine starts for all hosts of the prefix, its server and services, is not under them.
 * Memory and processes are held by a control group where one can be made, else, like the others, by
 * the limits that the kernel has for each process.
 */
public final class Limiter {
  private static final int SIGKILL = 128 + 9;
  private static final int SIGXCPU = 128 + 24;

  private final HostLimits limits;
  private final Optional<ControlGroup> group;
  private volatile ResourceLimits process;

  private Limiter(HostLimits limits, Optional<ControlGroup> group) {
    this.limits = limits;
    this.group = group;
  }

  /**
   * Sees to it that the limits can be held, before there is a host.
   *
   * @throws org.bascule.error.HostStartException if they cannot
   */
  public static Limiter prepare(HostLimits limits) {
    return prepare(limits, ControlGroups.ofThisMachine(), LinuxProcess.uid());
  }

  static Limiter prepare(HostLimits limits, ControlGroups groups, int uid) {
    boolean grouped = limits.memory() > 0 || limits.processes() > 0;
    Optional<Path> place = limits.controlGroup();
    if (place.isPresent()) {
      Optional<String> missing = ControlGroups.missing(place.get(), limits);
      if (missing.isPresent()) {
        throw LimitErrors.badGroup(place.get(), missing.get());
      }
    } else if (grouped) {
      place = groups.place(limits);
    }
    if (place.isEmpty() && limits.processes() > 0 && uid == 0) {
      throw LimitErrors.rootsProcesses();
    }
    return new Limiter(limits, grouped ? place.map(path -> make(path, limits)) : Optional.empty());
  }

  private static ControlGroup make(Path parent, HostLimits limits) {
    try {
      return ControlGroups.make(parent, limits);
    } catch (IOException e) {
      throw LimitErrors.noGroup(parent, e);
    }
  }

  /**
   * From now on they hold.
   *
   * @param pid of the host
   * @throws org.bascule.error.HostStartException if the kernel does not let them hold
   */
  public void hold(long pid) {
    ResourceLimits resources = new ResourceLimits(pid);
    try {
      if (group.isPresent()) {
        group.get().take(pid);
      } else {
        holdOne(resources);
      }
      if (limits.cpuSeconds() > 0) {
        resources.cpu(limits.cpuSeconds());
      }
      if (limits.files() > 0) {
        resources.files(limits.files());
      }
      process = resources;
    } catch (IOException e) {
      throw LimitErrors.notHeld(e);
    }
  }

  private void holdOne(ResourceLimits resources) throws PosixException {
    if (limits.memory() > 0) {
      resources.memory(limits.memory());
    }
    if (limits.processes() > 0) {
      resources.processes(UserTasks.count(LinuxProcess.uid()) + limits.processes());
    }
  }

  /**
   * The limit that has ended the host; empty if none has.
   *
   * @param status as {@link Process#exitValue} tells it
   */
  public Optional<String> ending(int status) {
    if (status == SIGXCPU && limits.cpuSeconds() > 0) {
      return Optional.of("over its CPU limit of %d s (limit.cpu)".formatted(limits.cpuSeconds()));
    }
    if (status == SIGKILL && group.filter(ControlGroup::ranOutOfMemory).isPresent()) {
      return Optional.of(
          "over its memory limit of %s (limit.memory)".formatted(megabytes(limits.memory())));
    }
    return Optional.empty();
  }

  /** How near the host is to the limit of its memory; empty if there is none. */
  public Optional<String> memory() {
    ResourceLimits host = process;
    if (limits.memory() == 0 || host == null) {
      return Optional.empty();
    }
    long used = group.isPresent() ? group.get().memoryInUse().orElse(-1) : host.memoryInUse();
    return used < 0
        ? Optional.empty()
        : Optional.of(
            "the host had %s of at most %s of memory, limit.memory"
                .formatted(megabytes(used), megabytes(limits.memory())));
  }

  private static String megabytes(long bytes) {
    return (bytes >> 20) + " MiB";
  }

  /** The host has ended. */
  public void end() {
    group.ifPresent(ControlGroup::remove);
  }
}
