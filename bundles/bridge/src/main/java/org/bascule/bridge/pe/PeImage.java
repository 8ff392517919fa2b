package org.bascule.bridge.pe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.bascule.bridge.pe.PeBytes.DamagedException;

/**
 * A Windows file by the addresses that its parts have in memory, as Microsoft's "PE Format"
 * describes them.
 *
 * <pre>
 *   0x3C ─ offset of the PE header
 *   PE header  "PE\0\0"  machine  sections  …  size of optional header  characteristics
 *   optional header  magic (PE32 or PE32+)  …  directories: 0 exports, 1 imports, 13 delayed imports
 *   section headers, 40 bytes each: virtual size, address, raw size, raw offset
 * </pre>
 */
final class PeImage {
  private static final int PE_POINTER = 0x3C;
  private static final long PE_SIGNATURE = 0x4550;
  private static final int COFF = 24;
  private static final int SECTION = 40;
  private static final int PE32 = 0x10B;
  private static final int PE32_PLUS = 0x20B;

  /** IMAGE_SCN_MEM_EXECUTE. */
  private static final long EXECUTABLE = 0x2000_0000;

  /** More than that Windows does not load. */
  private static final int MOST_SECTIONS = 96;

  /** What lies in a file begins at a multiple of it, whatever the section header says. */
  private static final long SECTOR = 512;

  private final PeBytes bytes;
  private final long header;
  private final long optional;
  private final boolean plus;
  private final List<Section> sections;

  /** Where a part of the file lies in memory. */
  private record Section(
      String name,
      long address,
      long virtualSize,
      long rawOffset,
      long rawSize,
      boolean executable) {
    boolean contains(long rva) {
      return rva >= address && rva - address < Math.max(virtualSize, rawSize);
    }
  }

  /** What an entry of the optional header's table points to; the address 0 if there is none. */
  record Directory(long address, long size) {
    boolean contains(long rva) {
      return rva >= address && rva - address < size;
    }
  }

  /**
   * A file that begins with an MZ header.
   *
   * @throws PeFile.NotPeException if there is no PE header
   * @throws DamagedException if the headers cannot be
   */
  PeImage(PeBytes bytes) throws IOException {
    this.bytes = bytes;
    this.header = bytes.u32(PE_POINTER);
    if (header > bytes.size() - 4 || bytes.u32(header) != PE_SIGNATURE) {
      throw new PeFile.NotPeException("an MZ file without a PE header");
    }
    this.optional = header + COFF;
    this.plus = isPlus();
    this.sections = sections();
  }

  private boolean isPlus() throws IOException {
    int magic = bytes.u16(optional);
    if (magic != PE32 && magic != PE32_PLUS) {
      throw new DamagedException(String.format("an optional header of kind 0x%x", magic));
    }
    return magic == PE32_PLUS;
  }

  private List<Section> sections() throws IOException {
    int count = bytes.u16(header + 6);
    if (count > MOST_SECTIONS) {
      throw new DamagedException(count + " sections, of which Windows takes " + MOST_SECTIONS);
    }
    long table = optional + bytes.u16(header + 20);
    List<Section> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long at = table + (long) SECTION * i;
      found.add(
          new Section(
              bytes.name(at, 8),
              bytes.u32(at + 12),
              bytes.u32(at + 8),
              bytes.u32(at + 20) & -SECTOR,
              bytes.u32(at + 16),
              (bytes.u32(at + 36) & EXECUTABLE) != 0));
    }
    return found;
  }

  int machine() throws IOException {
    return bytes.u16(header + 4);
  }

  int characteristics() throws IOException {
    return bytes.u16(header + 22);
  }

  /** Whether its addresses have 64 bits. */
  boolean plus() {
    return plus;
  }

  /** The address for which the file was linked. */
  long base() throws IOException {
    return plus ? bytes.u64(optional + 24) : bytes.u32(optional + 28);
  }

  /** How many bytes it takes in memory. */
  long size() throws IOException {
    return bytes.u32(optional + 56);
  }

  /** Where Windows begins to run it; 0 if it does not. */
  long entryPoint() throws IOException {
    return bytes.u32(optional + 16);
  }

  /** Whether code can run there. */
  boolean isExecutable(long rva) {
    return sections.stream().anyMatch(section -> section.executable() && section.contains(rva));
  }

  Directory directory(int index) throws IOException {
    long count = optional + (plus ? 108 : 92);
    long entry = count + 4 + 8L * index;
    return index < bytes.u32(count)
        ? new Directory(bytes.u32(entry), bytes.u32(entry + 4))
        : new Directory(0, 0);
  }

  /** The address of the section of that name; empty if there is none. */
  OptionalLong section(String name) {
    return sections.stream()
        .filter(section -> section.name().equals(name))
        .mapToLong(Section::address)
        .findFirst();
  }

  int u16(long rva) throws IOException {
    return bytes.u16(offset(rva));
  }

  long u32(long rva) throws IOException {
    return bytes.u32(offset(rva));
  }

  /** An address as the file holds it, for the place for which it was linked. */
  long pointer(long rva) throws IOException {
    return plus ? bytes.u64(offset(rva)) : u32(rva);
  }

  /** The text up to its zero. */
  String text(long rva) throws IOException {
    return bytes.text(offset(rva));
  }

  private long offset(long rva) throws IOException {
    for (Section section : sections) {
      if (section.contains(rva)) {
        long inside = rva - section.address();
        if (inside >= section.rawSize()) {
          break;
        }
        return section.rawOffset() + inside;
      }
    }
    // The headers are in memory too, and small files keep tables there.
    if (rva < bytes.u32(optional + 60)) {
      return rva;
    }
    throw new DamagedException(String.format("nothing in the file for address 0x%x", rva));
  }
}
