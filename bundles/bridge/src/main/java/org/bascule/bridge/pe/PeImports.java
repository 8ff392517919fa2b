package org.bascule.bridge.pe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bascule.bridge.pe.PeBytes.DamagedException;
import org.bascule.bridge.pe.PeImage.Directory;

/** The modules that a Windows file needs. */
final class PeImports {
  private static final int IMPORTS = 1;
  private static final int DELAYED_IMPORTS = 13;
  private static final int DESCRIPTOR = 20;
  private static final int DELAY_DESCRIPTOR = 32;

  /** More than any real file has. */
  private static final int MOST = 4096;

  private final PeImage image;

  PeImports(PeImage image) {
    this.image = image;
  }

  /** Those that are loaded with it. */
  List<String> loaded() throws IOException {
    return names(IMPORTS, DESCRIPTOR, this::imported);
  }

  /** Those that are loaded when it first calls one of their functions. */
  List<String> delayed() throws IOException {
    return names(DELAYED_IMPORTS, DELAY_DESCRIPTOR, this::delayed);
  }

  /** Finds the address of the name in a descriptor; 0 where the list ends. */
  private interface Descriptor {
    long name(long rva) throws IOException;
  }

  private long imported(long descriptor) throws IOException {
    boolean last = image.u32(descriptor + 16) == 0;
    return last ? 0 : image.u32(descriptor + 12);
  }

  private long delayed(long descriptor) throws IOException {
    long name = image.u32(descriptor + 4);
    boolean relative = (image.u32(descriptor) & 1) != 0;
    // Linkers up to Visual C++ 6 put addresses where later ones put distances from the base.
    return relative || name == 0 ? name : name - image.base() & 0xFFFF_FFFFL;
  }

  private List<String> names(int index, int size, Descriptor descriptor) throws IOException {
    Directory directory = image.directory(index);
    List<String> names = new ArrayList<>();
    if (directory.address() == 0) {
      return names;
    }
    for (int i = 0; i < MOST; i++) {
      long name = descriptor.name(directory.address() + (long) size * i);
      if (name == 0) {
        return names;
      }
      names.add(image.text(name));
    }
    throw new DamagedException("no end of the imports after " + MOST);
  }
}
