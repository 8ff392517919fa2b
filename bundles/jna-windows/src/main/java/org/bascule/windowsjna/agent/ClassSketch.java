package org.bascule.windowsjna.agent;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a class file says at a glance, without a library that reads class files: nearly all that is
 * loaded has nothing to do with DLLs, and is to find that out quickly.
 */
final class ClassSketch {
  private static final byte[] SYSTEM = ascii("java/lang/System");
  private static final byte[] RUNTIME = ascii("java/lang/Runtime");
  private static final byte[] LOAD = ascii("load");
  private static final byte[] LOAD_LIBRARY = ascii("loadLibrary");
  private static final int NATIVE = 0x0100;

  /** Bytes behind the tag of each kind of constant; that of text has a length of its own. */
  private static final int[] SIZES = {
    0, 0, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2
  };

  private static final int COUNT = 8;
  private static final int CONSTANTS = 10;
  private static final int TEXT = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int METHOD = 10;

  private final byte[] file;
  private final ByteBuffer data;

  /** Where each constant begins. */
  private final int[] places;

  private final int behindConstants;

  private ClassSketch(byte[] file) {
    this.file = file;
    this.data = ByteBuffer.wrap(file);
    this.places = new int[u2(COUNT)];
    int at = CONSTANTS;
    for (int i = 1; i < places.length; i++) {
      places[i] = at;
      int tag = file[at];
      at += tag == TEXT ? 3 + u2(at + 1) : 1 + SIZES[tag];
      i += tag == LONG || tag == DOUBLE ? 1 : 0;
    }
    this.behindConstants = at;
  }

  /**
   * Whether a class may have to be changed: it loads libraries, or has native methods, which others
   * may register.
   */
  static boolean meansDlls(byte[] file) {
    ClassSketch sketch = new ClassSketch(file);
    return sketch.hasNatives() || sketch.loadsLibraries();
  }

  private boolean loadsLibraries() {
    for (int at : places) {
      if (at != 0 && file[at] == METHOD && loads(at)) {
        return true;
      }
    }
    return false;
  }

  private boolean loads(int method) {
    int name = places[u2(places[u2(method + 3)] + 1)];
    if (!is(name, LOAD) && !is(name, LOAD_LIBRARY)) {
      return false;
    }
    int owner = places[u2(places[u2(method + 1)] + 1)];
    return is(owner, SYSTEM) || is(owner, RUNTIME);
  }

  private boolean hasNatives() {
    int interfaces = behindConstants + 6;
    int fields = interfaces + 2 + 2 * u2(interfaces);
    int at = fields + 2;
    for (int i = u2(fields); i > 0; i--) {
      at = behindMember(at);
    }
    int methods = u2(at);
    at += 2;
    for (int i = 0; i < methods; i++) {
      if ((u2(at) & NATIVE) != 0) {
        return true;
      }
      at = behindMember(at);
    }
    return false;
  }

  private int behindMember(int member) {
    int at = member + 8;
    for (int i = u2(member + 6); i > 0; i--) {
      at += 6 + data.getInt(at + 2);
    }
    return at;
  }

  private boolean is(int text, byte[] wanted) {
    return u2(text + 1) == wanted.length && matches(text + 3, wanted);
  }

  private boolean matches(int at, byte[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (file[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private int u2(int at) {
    return data.getShort(at) & 0xFFFF;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
