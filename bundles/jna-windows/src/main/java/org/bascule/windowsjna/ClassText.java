package org.bascule.windowsjna;

import java.nio.charset.StandardCharsets;

/** What a class file names, found without reading it as one. */
public final class ClassText {
  private static final byte[] JNA = "com/sun/jna/".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PROPERTY = "getProperty".getBytes(StandardCharsets.US_ASCII);

  private ClassText() {}

  /** Whether JNA is named anywhere. */
  public static boolean mentionsJna(byte[] classFile) {
    return holds(classFile, JNA);
  }

  /** Whether system properties may be asked for. */
  public static boolean mayAskForProperties(byte[] classFile) {
    return holds(classFile, PROPERTY);
  }

  private static boolean holds(byte[] file, byte[] word) {
    for (int at = 0; at <= file.length - word.length; at++) {
      int matched = 0;
      while (matched < word.length && file[at + matched] == word[matched]) {
        matched++;
      }
      if (matched == word.length) {
        return true;
      }
    }
    return false;
  }
}
