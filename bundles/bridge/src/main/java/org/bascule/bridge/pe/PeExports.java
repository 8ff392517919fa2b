package org.bascule.bridge.pe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bascule.bridge.pe.PeBytes.DamagedException;
import org.bascule.bridge.pe.PeImage.Directory;

/**
 * What a Windows file exports.
 *
 * @param names of functions and variables
 * @param ordinals of all of them
 * @param forwarders those that lie in another file
 */
public record PeExports(Set<String> names, Set<Integer> ordinals, List<Forwarder> forwarders) {
  private static final int EXPORTS = 0;

  /** Ordinals have 16 bits. */
  private static final int MOST = 65536;

  public PeExports {
    names = Set.copyOf(names);
    ordinals = Set.copyOf(ordinals);
    forwarders = List.copyOf(forwarders);
  }

  /**
   * An export that stands for one of another file.
   *
   * @param export its name, or {@code #} and its ordinal
   * @param target as the file has it: {@code NTDLL.RtlAllocateHeap} or {@code OTHER.#7}
   */
  public record Forwarder(String export, String target) {}

  /**
   * Reads a file's export tables.
   *
   * @throws PeFile.NotPeException if it is no Windows program or DLL, or the tables cannot be
   * @throws IOException if it cannot be read
   */
  public static PeExports read(Path file) throws IOException {
    return PeFile.read(file, image -> new Reader(image).read());
  }

  /** Whether there is an export of this name, or, with {@code #}, of this ordinal. */
  public boolean has(String export) {
    return names.contains(export)
        || export.matches("#\\d{1,5}") && ordinals.contains(Integer.parseInt(export.substring(1)));
  }

  /** Reads the tables of one file. */
  private static final class Reader {
    private final PeImage image;
    private final Set<String> names = new HashSet<>();
    private final Set<Integer> ordinals = new HashSet<>();
    private final List<Forwarder> forwarders = new ArrayList<>();

    Reader(PeImage image) {
      this.image = image;
    }

    PeExports read() throws IOException {
      Directory directory = image.directory(EXPORTS);
      if (directory.address() != 0) {
        tables(directory);
      }
      return new PeExports(names, ordinals, forwarders);
    }

    private void tables(Directory directory) throws IOException {
      long at = directory.address();
      long base = image.u32(at + 16);
      int functions = count(image.u32(at + 20), "functions");
      String[] named = named(at, functions);
      long table = image.u32(at + 28);
      for (int i = 0; i < functions; i++) {
        long rva = image.u32(table + 4L * i);
        if (rva == 0) {
          continue;
        }
        int ordinal = (int) (base + i);
        ordinals.add(ordinal);
        if (directory.contains(rva)) {
          String export = named[i] == null ? "#" + ordinal : named[i];
          forwarders.add(new Forwarder(export, image.text(rva)));
        }
      }
    }

    /** The name of each function that has one; one of them, if it has several. */
    private String[] named(long at, int functions) throws IOException {
      String[] named = new String[functions];
      int count = count(image.u32(at + 24), "names");
      long table = image.u32(at + 32);
      long indexes = image.u32(at + 36);
      for (int i = 0; i < count; i++) {
        int index = image.u16(indexes + 2L * i);
        String name = image.text(image.u32(table + 4L * i));
        if (index >= functions) {
          throw new DamagedException(
              "the export " + name + " is number " + index + " of " + functions);
        }
        named[index] = name;
        names.add(name);
      }
      return named;
    }

    private static int count(long count, String what) throws DamagedException {
      if (count > MOST) {
        throw new DamagedException(count + " exported " + what + ", more than there are ordinals");
      }
      return (int) count;
    }
  }
}
