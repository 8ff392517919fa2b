package org.bascule.transport.wine;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.bascule.protocol.HostAbi;
import org.bascule.transport.posix.LinuxProcess;

/** What is found where a prefix should be. */
public sealed interface PrefixLook {
  /** Nothing, or an empty directory. */
  record Absent() implements PrefixLook {}

  /** As it should be. */
  record Ready() implements PrefixLook {}

  /** Ours, but to be updated first. */
  record Outdated(String why) implements PrefixLook {}

  /** Not to be touched. */
  record Unusable(String expected, String actual, String remedy) implements PrefixLook {}

  /** Looks without changing anything. */
  static PrefixLook at(Path prefix, byte abi, String wineVersion, Path home) throws IOException {
    if (same(prefix, home.resolve(".wine"))) {
      return new Unusable(
          "a prefix of its own", "the user's own Wine prefix", "name another directory");
    }
    if (!Files.exists(prefix)) {
      return new Absent();
    }
    if (!Files.isDirectory(prefix)) {
      return new Unusable("a directory", "a file", "name another directory");
    }
    int owner = (int) Files.getAttribute(prefix, "unix:uid");
    if (owner != LinuxProcess.uid()) {
      return new Unusable(
          "a directory of the user with id " + LinuxProcess.uid(),
          "it belongs to the user with id " + owner,
          "Wine takes no other user's prefix: name another directory");
    }
    if (isEmpty(prefix)) {
      return new Absent();
    }
    Optional<PrefixMarker> marker = PrefixMarker.read(prefix);
    return marker.isPresent() ? atOurs(prefix, abi, wineVersion, marker.get()) : foreign(prefix);
  }

  /** Which width a prefix lacks for this host, in words; empty if it has all. */
  static Optional<String> lacking(Path prefix, byte abi) throws IOException {
    boolean is64 = is64(prefix);
    if (abi == HostAbi.X86) {
      boolean has32 = Files.exists(prefix.resolve("drive_c/windows/syswow64/ntdll.dll"));
      return is64 && !has32
          ? Optional.of("it was made for 64-bit programs only")
          : Optional.empty();
    }
    return is64 ? Optional.empty() : Optional.of("it was made for 32-bit programs only");
  }

  private static PrefixLook atOurs(Path prefix, byte abi, String wine, PrefixMarker marker)
      throws IOException {
    if (!Files.exists(prefix.resolve("system.reg"))) {
      return new Unusable(
          "a complete Wine prefix", "it has no registry", "delete it; it is made anew then");
    }
    if (abi == HostAbi.X64 && !is64(prefix)) {
      return new Unusable(
          "a prefix for 64-bit programs",
          "it was made for 32-bit programs only",
          "name another directory, or delete it; it is made anew then");
    }
    Optional<String> lacking = lacking(prefix, abi);
    if (lacking.isPresent()) {
      return new Outdated(lacking.get());
    }
    return marker.wineVersion().equals(wine)
        ? new Ready()
        : new Outdated("it was last used with Wine " + marker.wineVersion());
  }

  private static Unusable foreign(Path prefix) {
    boolean wine = Files.exists(prefix.resolve("system.reg"));
    return new Unusable(
        "an empty directory, or a Wine prefix that Bascule has made",
        wine ? "a Wine prefix that somebody else has made" : "a directory with other files",
        wine
            ? "name another directory; to hand this prefix over to Bascule, put an empty file "
                + PrefixMarker.FILE
                + " into it"
            : "name another directory");
  }

  private static boolean is64(Path prefix) throws IOException {
    try (BufferedReader registry =
        Files.newBufferedReader(prefix.resolve("system.reg"), StandardCharsets.ISO_8859_1)) {
      return registry.lines().limit(10).anyMatch("#arch=win64"::equals);
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      return !entries.iterator().hasNext();
    }
  }

  private static boolean same(Path one, Path other) throws IOException {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize())
        || Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
  }
}
