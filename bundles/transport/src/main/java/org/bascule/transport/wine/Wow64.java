package org.bascule.transport.wine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether a 64-bit loader runs 32-bit programs without a 32-bit one beside it. A Wine that was
 * built so has its 32-bit DLLs, but no 32-bit Unix libraries for them; its version tells nothing.
 */
final class Wow64 {
  private static final List<String> LIBRARIES =
      List.of(".", "../lib/wine", "../lib64/wine", "../x86_64-linux-gnu/wine");

  private Wow64() {}

  static boolean supported(Path loader) {
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
