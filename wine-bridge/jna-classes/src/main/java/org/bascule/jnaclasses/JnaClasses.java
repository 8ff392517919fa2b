package org.bascule.jnaclasses;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;

/**
 * The tool: copies JNA's classes and licences from the jar on its class path to a directory, and
 * changes some of them on the way. Of its native libraries nothing is taken.
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
    byte[] changed = special(entry, expected);
    Set<String> tables = GuestTables.ALL.get(entry.name());
    return tables == null ? changed : passed(changed, next -> new GuestTables(next, tables));
  }

  private static byte[] special(JnaJar.Entry entry, Natives expected) {
    if (entry.name().equals("com/sun/jna/Native.class")) {
      return passed(NativeClass.changed(entry.bytes(), expected), HandlerField::new);
    }
    if (entry.name().equals(CallbackReferenceClass.FILE)) {
      return passed(entry.bytes(), CallbackReferenceClass::new);
    }
    if (entry.name().equals(CleanerClass.FILE)) {
      return passed(entry.bytes(), CleanerClass::new);
    }
    if (WorldLocalClass.ALL.contains(entry.name())) {
      return passed(entry.bytes(), WorldLocalClass::new);
    }
    Map<String, Integer> questions = AskingClass.ALL.get(entry.name());
    return questions == null ? entry.bytes() : AskingClass.changed(entry.bytes(), questions);
  }

  private static byte[] passed(byte[] original, UnaryOperator<ClassVisitor> change) {
    ClassReader reader = new ClassReader(original);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(change.apply(writer), 0);
    return writer.toByteArray();
  }
}
