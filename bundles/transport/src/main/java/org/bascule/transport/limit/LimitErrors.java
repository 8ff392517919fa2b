package org.bascule.transport.limit;

import java.io.IOException;
import java.nio.file.Path;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.HostStartException;
import org.bascule.transport.posix.FailureText;

/** Why a host's limits cannot be held, in words. */
final class LimitErrors {
  private static final String HOLD = "hold a Wine host to its limits";

  private LimitErrors() {}

  static HostStartException badGroup(Path group, String actual) {
    return new HostStartException(
        new Diagnosis(
            ErrorCode.HOST_START,
            HOLD,
            group.toString(),
            "a control group of version 2 that this user may divide",
            actual,
            "have it delegated to this user, with the controllers memory and pids for those in it"));
  }

  static HostStartException noGroup(Path parent, IOException cause) {
    return new HostStartException(
        new Diagnosis(
            ErrorCode.HOST_START,
            HOLD,
            parent.toString(),
            "a control group in it",
            FailureText.of(cause),
            "name another one in limit.cgroup"),
        cause);
  }

  static HostStartException rootsProcesses() {
    return new HostStartException(
        new Diagnosis(
            ErrorCode.HOST_START,
            HOLD,
            "limit.processes",
            "a control group, or a user other than root",
            "root without one: the kernel does not count root's processes",
            "name a control group in limit.cgroup, or run as another user"));
  }

  static HostStartException notHeld(IOException cause) {
    return new HostStartException(
        new Diagnosis(
            ErrorCode.HOST_START,
            HOLD,
            "",
            "that the kernel takes them",
            FailureText.of(cause),
            "set limits that are not above this JVM's own (ulimit -a)"),
        cause);
  }
}
