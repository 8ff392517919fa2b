package org.bascule.bridge.pe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.bascule.bridge.pe.PeBytes.DamagedException;

/**
 * The API sets, names such as {@code api-ms-win-core-file-l1-1-0} that the loader takes for others,
 * as {@code apisetschema.dll} lists them.
 *
 * <pre>
 *   0 ─ version 6   12 count   16 offset of the entries
 *   entry, 24 bytes: 4 offset of the name  12 bytes of it that count  16 offset of the first value
 *   value, 20 bytes: 16 bytes of the module's name
 * </pre>
 */
public record PeApiSets(Set<String> names) {
  private static final int VERSION = 6;
  private static final int MOST = 16384;
  private static final int LONGEST = 256;

  public PeApiSets {
    names = Set.copyOf(names);
  }

  /**
   * Reads them.
   *
   * @throws IOException if the file is another, or cannot be read
   */
  public static PeApiSets read(Path schema) throws IOException {
    return PeFile.read(schema, PeApiSets::of);
  }

  /** Whether the loader knows a module for this name; the number at its end does not count. */
  public boolean has(String module) {
    String name = module.toLowerCase(Locale.ROOT).replaceFirst("\\.dll$", "");
    int end = name.lastIndexOf('-');
    return end > 0 && names.contains(name.substring(0, end));
  }

  private static PeApiSets of(PeImage image) throws IOException {
    OptionalLong section = image.section(".apiset");
    if (section.isEmpty() || image.u32(section.getAsLong()) != VERSION) {
      throw new DamagedException("no API sets of version " + VERSION);
    }
    long start = section.getAsLong();
    long count = image.u32(start + 12);
    if (count > MOST) {
      throw new DamagedException(count + " API sets");
    }
    Set<String> names = new HashSet<>();
    for (long i = 0; i < count; i++) {
      long entry = start + image.u32(start + 16) + 24 * i;
      if (image.u32(start + image.u32(entry + 16) + 16) != 0) {
        names.add(name(image, start + image.u32(entry + 4), image.u32(entry + 12)));
      }
    }
    return new PeApiSets(names);
  }

  private static String name(PeImage image, long at, long size) throws IOException {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < Math.min(size, LONGEST) / 2; i++) {
      name.append((char) image.u16(at + 2L * i));
    }
    return name.toString().toLowerCase(Locale.ROOT);
  }
}
