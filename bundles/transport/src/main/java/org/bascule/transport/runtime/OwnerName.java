package org.bascule.transport.runtime;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bascule.transport.posix.LinuxProcess;

/**
 * The owner of a runtime directory, as its name tells: {@code bascule-UID-NAMESPACE-PID-START-N}.
 *
 * @param uid the user id
 * @param pidNamespace the pid namespace in which the process id means something
 * @param process the JVM
 */
public record OwnerName(int uid, long pidNamespace, LinuxProcess process) {
  private static final Pattern NAME = Pattern.compile("bascule-(\\d+)-(\\d+)-(\\d+)-(\\d+)-\\d+");

  /** This JVM. */
  public static OwnerName current() {
    return new OwnerName(LinuxProcess.uid(), LinuxProcess.pidNamespace(), LinuxProcess.current());
  }

  /** The name of this owner's directory number {@code n}. */
  public String directory(long n) {
    return "bascule-%d-%d-%d-%d-%d"
        .formatted(uid, pidNamespace, process.pid(), process.startTime(), n);
  }

  /**
   * Whether the name is that of one of this user's JVMs which runs no longer. What other users and
   * other pid namespaces have is not known here.
   *
   * @param self who asks
   */
  public static boolean isGone(String directory, OwnerName self) {
    return parse(directory)
        .filter(owner -> owner.uid() == self.uid())
        .filter(owner -> owner.pidNamespace() == self.pidNamespace())
        .filter(owner -> !owner.process().alive())
        .isPresent();
  }

  /** The owner of a directory of this name; empty if it is no name of ours. */
  static Optional<OwnerName> parse(String directory) {
    Matcher name = NAME.matcher(directory);
    if (!name.matches()) {
      return Optional.empty();
    }
    try {
      LinuxProcess process =
          new LinuxProcess(Long.parseLong(name.group(3)), Long.parseLong(name.group(4)));
      return Optional.of(
          new OwnerName(Integer.parseInt(name.group(1)), Long.parseLong(name.group(2)), process));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
