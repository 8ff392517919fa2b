package org.bascule.bridge.pe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bascule.bridge.pe.PeBytes.DamagedException;

/**
 * Finds its way through the headers of a Windows file, as Microsoft's "PE Format" describes them.
 *
 * <pre>
 *   0x3C ─ offset of the PE header
 *   PE header  "PE\0\0"  machine  sections  …  size of optional header  characteristics
 *   optional header  magic (PE32 or PE32+)  …  directories: 1 imports, 13 delayed imports
 *   section headers, 40 bytes each: virtual size, address, raw size, raw offset
 * </pre>
 */
final class PeReader {
  private static final int PE_POINTER = 0x3C;
  private static final long PE_SIGNATURE = 0x4550;
  private static final int COFF = 24;
  private static final int SECTION = 40;
  private static final int PE32 = 0x10B;
  private static final int PE32_PLUS = 0x20B;
  private static final int IMPORTS = 1;
  private static final int DELAYED_IMPORTS = 13;
  private static final int IMPORT_DESCRIPTOR = 20;
  private static final int IMPORT_NAME = 12;
  private static final int DELAY_DESCRIPTOR = 32;
  private static final int DELAY_NAME = 4;

  /** More than any real file has; Windows itself loads no more than 96 sections. */
  private static final int MOST_IMPORTS = 65536;

  private final PeBytes bytes;
  private final long header;
  private final long optional;
  private final List<Section> sections;

  /** Where a part of the file lies in memory. */
  private record Section(long address, long virtualSize, long rawOffset, long rawSize) {
    boolean contains(long rva) {
      return rva >= address && rva - address < Math.max(virtualSize, rawSize);
    }
  }

  /**
   * A reader of a file that begins with an MZ header.
   *
   * @throws PeFile.NotPeException if there is no PE header
   * @throws DamagedException if the headers cannot be
   */
  PeReader(PeBytes bytes) throws IOException {
    this.bytes = bytes;
    this.header = bytes.u32(PE_POINTER);
    if (header > bytes.size() - 4 || bytes.u32(header) != PE_SIGNATURE) {
      throw new PeFile.NotPeException("an MZ file without a PE header");
    }
    this.optional = header + COFF;
    this.sections = sections();
  }

  int machine() throws IOException {
    return bytes.u16(header + 4);
  }

  int characteristics() throws IOException {
    return bytes.u16(header + 22);
  }

  List<String> imports() throws IOException {
    return names(IMPORTS, IMPORT_DESCRIPTOR, IMPORT_NAME);
  }

  List<String> delayedImports() throws IOException {
    return names(DELAYED_IMPORTS, DELAY_DESCRIPTOR, DELAY_NAME);
  }

  private List<Section> sections() throws IOException {
    int count = bytes.u16(header + 6);
    long table = optional + bytes.u16(header + 20);
    List<Section> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long at = table + (long) SECTION * i;
      found.add(
          new Section(
              bytes.u32(at + 12), bytes.u32(at + 8), bytes.u32(at + 20), bytes.u32(at + 16)));
    }
    return found;
  }

  private List<String> names(int directory, int descriptorSize, int nameAt) throws IOException {
    List<String> names = new ArrayList<>();
    long rva = directory(directory);
    if (rva == 0) {
      return names;
    }
    for (int i = 0; i < MOST_IMPORTS; i++) {
      long name = bytes.u32(offset(rva + (long) descriptorSize * i) + nameAt);
      if (name == 0) {
        return names;
      }
      names.add(bytes.text(offset(name)));
    }
    throw new DamagedException("no end of the imports after " + MOST_IMPORTS);
  }

  /** The address of a directory's content; 0 if the file has none. */
  private long directory(int index) throws IOException {
    int magic = bytes.u16(optional);
    if (magic != PE32 && magic != PE32_PLUS) {
      throw new DamagedException(String.format("an optional header of kind 0x%x", magic));
    }
    long count = optional + (magic == PE32 ? 92 : 108);
    return index < bytes.u32(count) ? bytes.u32(count + 4 + 8L * index) : 0;
  }

  private long offset(long rva) throws DamagedException {
    for (Section section : sections) {
      if (section.contains(rva)) {
        long inside = rva - section.address();
        if (inside >= section.rawSize()) {
          break;
        }
        return section.rawOffset() + inside;
      }
    }
    throw new DamagedException(String.format("nothing in the file for address 0x%x", rva));
  }
}
