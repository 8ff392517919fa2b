package org.bascule.jnaclasses;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The tool: copies JNA's classes and licences from the jar on its class path to a directory, and
 * changes four of them on the way. Of its native libraries nothing is taken.
 */
public final class JnaClasses {
  private JnaClasses() {}

  /**
   * Copies and changes.
   *
   * @param arguments the directory for the classes, and the one for the licences
   */
  public static void main(String[] arguments) throws IOException {
    Natives expected = Natives.expected();
    Path classes = Path.of(arguments[0]);
    Path licences = Path.of(arguments[1]);
    try (JnaJar jar = JnaJar.onClassPath()) {
      for (JnaJar.Entry entry : jar.classes()) {
        entry.copyTo(classes, changed(entry, expected));
      }
      for (JnaJar.Entry entry : jar.licences()) {
        entry.copyTo(licences, entry.bytes());
      }
    }
  }

  /** The bytes of a class as the Windows world loads it. */
  static byte[] changed(JnaJar.Entry entry, Natives expected) {
    if (entry.name().equals("com/sun/jna/Native.class")) {
      return NativeClass.changed(entry.bytes(), expected);
    }
    if (entry.name().equals(CallbackReferenceClass.FILE)) {
      return CallbackReferenceClass.changed(entry.bytes());
    }
    Map<String, Integer> questions = AskingClass.ALL.get(entry.name());
    return questions == null ? entry.bytes() : AskingClass.changed(entry.bytes(), questions);
  }
}
