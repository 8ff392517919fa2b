package org.bascule.transport.limit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bascule.transport.HostLimits;
import org.bascule.transport.runtime.OwnerName;

/** Where control groups (version 2) of this JVM may be made. */
final class ControlGroups {
  private final Path mount;
  private final String membership;

  /**
   * The places of a machine.
   *
   * @param mount of the file system of control groups
   * @param membership of this JVM, as {@code /proc/self/cgroup} has it
   */
  ControlGroups(Path mount, String membership) {
    this.mount = mount;
    this.membership = membership;
  }

  /** Those of this machine. */
  static ControlGroups ofThisMachine() {
    try {
      String membership =
          Files.readString(Path.of("/proc/self/cgroup"), StandardCharsets.ISO_8859_1);
      return new ControlGroups(Path.of("/sys/fs/cgroup"), membership);
    } catch (IOException e) {
      return new ControlGroups(Path.of("/sys/fs/cgroup"), "");
    }
  }

  /**
   * The innermost group around this JVM in which one for a host can be made; empty if there is
   * none.
   */
  Optional<Path> place(HostLimits limits) {
    Optional<String> own =
        membership
            .lines()
            .filter(line -> line.startsWith("0::/"))
            .map(line -> line.substring("0::/".length()))
            .findFirst();
    if (own.isEmpty()) {
      return Optional.empty();
    }
    for (Path at = mount.resolve(own.get()).normalize();
        at != null && at.startsWith(mount);
        at = at.getParent()) {
      if (missing(at, limits).isEmpty()) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  /** What keeps this user from making a group for these limits there; empty if nothing does. */
  static Optional<String> missing(Path parent, HostLimits limits) {
    if (!Files.isWritable(parent) || !Files.isWritable(parent.resolve("cgroup.procs"))) {
      return Optional.of("it cannot be written to");
    }
    try {
      Path control = parent.resolve("cgroup.subtree_control");
      Set<String> there = Set.of(Files.readString(control).strip().split("\\s+"));
      List<String> wanted = new ArrayList<>();
      if (limits.memory() > 0) {
        wanted.add("memory");
      }
      if (limits.processes() > 0) {
        wanted.add("pids");
      }
      wanted.removeAll(there);
      return wanted.isEmpty()
          ? Optional.empty()
          : Optional.of("its cgroup.subtree_control has no " + String.join(", no ", wanted));
    } catch (IOException e) {
      return Optional.of("it is no control group of version 2");
    }
  }

  /** Makes a group there, of a name that nobody has, and takes away those of JVMs that are gone. */
  static ControlGroup make(Path parent, HostLimits limits) throws IOException {
    OwnerName owner = OwnerName.current();
    sweep(parent, owner);
    int n = 0;
    while (Files.exists(parent.resolve(owner.directory(n)))) {
      n++;
    }
    return ControlGroup.make(parent.resolve(owner.directory(n)), limits);
  }

  private static void sweep(Path parent, OwnerName self) throws IOException {
    try (DirectoryStream<Path> groups = Files.newDirectoryStream(parent, "bascule-*")) {
      for (Path group : groups) {
        if (OwnerName.isGone(group.getFileName().toString(), self)) {
          removeQuietly(group);
        }
      }
    }
  }

  private static void removeQuietly(Path group) {
    try {
      Files.deleteIfExists(group);
    } catch (IOException e) {
      // Somebody is still in it.
    }
  }
}
