package org.bascule.transport;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What a host may use of the machine; 0 is no limit.
 *
 * @param memory bytes
 * @param cpuSeconds of all its threads together, in its whole life
 * @param processes processes and threads
 * @param files open files
 * @param controlGroup where a control group for the host is made; if empty, one that allows it is
 *     looked for
 */
public record HostLimits(
    long memory, long cpuSeconds, long processes, long files, Optional<Path> controlGroup) {
  /** What the machine has. */
  public static final HostLimits NONE = new HostLimits(0, 0, 0, 0, Optional.empty());

  public HostLimits {
    Objects.requireNonNull(controlGroup, "controlGroup");
  }
}
