package org.bascule.bridge.pe;

import java.io.IOException;
import org.bascule.bridge.pe.PeBytes.DamagedException;
import org.bascule.bridge.pe.PeImage.Directory;

/**
 * What a loader believes a file without looking: Wine's ends the process, or runs what is no code,
 * where it is not so.
 */
final class PeSoundness {
  private static final int IMPORTS = 1;
  private static final int TLS = 9;
  private static final int LOAD_CONFIG = 10;

  /** More functions than that no file imports from one module, nor has it as many callbacks. */
  private static final int MOST = 65536;

  private final PeImage image;
  private final int pointer;

  PeSoundness(PeImage image) {
    this.image = image;
    this.pointer = image.plus() ? Long.BYTES : Integer.BYTES;
  }

  /**
   * Looks at all of it.
   *
   * @throws DamagedException that names the first thing that is not so
   */
  void check() throws IOException {
    if ((image.base() & 0xFFFF) != 0) {
      throw new DamagedException(
          String.format("a base of 0x%x, no multiple of 64 KiB", image.base()));
    }
    long entry = image.entryPoint();
    if (entry != 0 && !image.isExecutable(entry)) {
      throw new DamagedException(String.format("no code at its entry point 0x%x", entry));
    }
    checkImports();
    checkThreadLocals();
    checkCookie();
  }

  private void checkImports() throws IOException {
    Directory imports = image.directory(IMPORTS);
    if (imports.address() == 0) {
      return;
    }
    // PeImports has seen that they come to an end.
    for (long at = imports.address();
        image.u32(at + 12) != 0 && image.u32(at + 16) != 0;
        at += 20) {
      long names = image.u32(at);
      long cells = image.u32(at + 16);
      checkFunctions(names == 0 ? cells : names, cells);
    }
  }

  private void checkFunctions(long names, long cells) throws IOException {
    long ordinal = image.plus() ? Long.MIN_VALUE : 0x8000_0000L;
    for (int i = 0; i < MOST; i++) {
      long function = image.pointer(names + (long) pointer * i);
      inside(cells + (long) pointer * i, "an import's cell");
      if (function == 0) {
        return;
      }
      if ((function & ordinal) == 0) {
        inside(function, "an import's name");
        image.text(function + Short.BYTES);
      }
    }
    throw new DamagedException("more than " + MOST + " imports from one module");
  }

  private void checkThreadLocals() throws IOException {
    long at = image.directory(TLS).address();
    if (at == 0) {
      return;
    }
    long start = relative(image.pointer(at), "thread-local data");
    long end = relative(image.pointer(at + pointer), "the end of thread-local data");
    if (start > end) {
      throw new DamagedException("thread-local data that end before they begin");
    }
    relative(image.pointer(at + 2L * pointer), "the index of thread-local data");
    long callbacks = image.pointer(at + 3L * pointer);
    if (callbacks != 0) {
      checkCallbacks(relative(callbacks, "the list of thread callbacks"));
    }
  }

  private void checkCallbacks(long list) throws IOException {
    for (int i = 0; i < MOST; i++) {
      long callback = image.pointer(list + (long) pointer * i);
      if (callback == 0) {
        return;
      }
      if (!image.isExecutable(relative(callback, "a thread callback"))) {
        throw new DamagedException("a thread callback where no code is");
      }
    }
    throw new DamagedException("more than " + MOST + " thread callbacks");
  }

  /** The stack cookie, which the loader fills in. */
  private void checkCookie() throws IOException {
    long at = image.directory(LOAD_CONFIG).address();
    long field = image.plus() ? 88 : 60;
    if (at != 0 && image.u32(at) >= field + pointer) {
      long cookie = image.pointer(at + field);
      if (cookie != 0) {
        relative(cookie, "the stack cookie");
      }
    }
  }

  private long relative(long address, String what) throws IOException {
    long rva = address - image.base();
    inside(rva, what);
    return rva;
  }

  private void inside(long rva, String what) throws IOException {
    if (rva < 0 || rva > image.size() - pointer) {
      throw new DamagedException(String.format("%s at 0x%x, outside of it", what, rva));
    }
  }
}
