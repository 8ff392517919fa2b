package org.bascule.transport.wine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a 64-bit loader runs 32-bit programs without a 32-bit one beside it. Wine can be built so
 * since 9.0; then it has its 32-bit DLLs, but no 32-bit Unix libraries for them.
 */
final class Wow64 {
  private static final int SINCE = 9;
  private static final Pattern MAJOR = Pattern.compile("(\\d+)\\..*", Pattern.DOTALL);
  private static final List<String> LIBRARIES =
      List.of(".", "../lib/wine", "../lib64/wine", "../x86_64-linux-gnu/wine");

  private Wow64() {}

  static boolean supported(Path loader, String version) {
    Matcher major = MAJOR.matcher(version);
    if (!major.matches() || Integer.parseInt(major.group(1)) < SINCE) {
      return false;
    }
    Path directory = loader.toAbsolutePath().getParent();
    return LIBRARIES.stream()
        .map(library -> directory.resolve(library).normalize())
        .anyMatch(
            library ->
                Files.isRegularFile(library.resolve("i386-windows/ntdll.dll"))
                    && Files.isDirectory(library.resolve("x86_64-unix"))
                    && !Files.isDirectory(library.resolve("i386-unix")));
  }
}
