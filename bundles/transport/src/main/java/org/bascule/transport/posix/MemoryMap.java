package org.bascule.transport.posix;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a process has mapped: {@code /proc/PID/maps}, see proc(5). */
public final class MemoryMap {
  private MemoryMap() {}

  /** All that this process has mapped, in ascending order. */
  public static List<AddressRange> ofThisProcess() {
    return read(Path.of("/proc/self/maps"), true);
  }

  /**
   * What another process may touch, in ascending order; nothing if it has gone. What it has only
   * reserved is left out: Wine's loader reserves most addresses of a 32-bit process for Wine.
   */
  public static List<AddressRange> touchedBy(long pid) {
    return read(Path.of("/proc/" + pid + "/maps"), false);
  }

  static List<AddressRange> read(Path maps, boolean reservedToo) {
    List<AddressRange> ranges = new ArrayList<>();
    // Names of files may have any bytes.
    try (BufferedReader lines = Files.newBufferedReader(maps, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int dash = line.indexOf('-');
        int blank = line.indexOf(' ');
        if (reservedToo || !line.startsWith("---", blank + 1)) {
          ranges.add(
              new AddressRange(
                  Long.parseUnsignedLong(line, 0, dash, 16),
                  Long.parseUnsignedLong(line, dash + 1, blank, 16)));
        }
      }
    } catch (IOException e) {
      // It has ended meanwhile, or nobody may look: the mapping itself will tell.
      return ranges;
    }
    return ranges;
  }
}
