package org.bascule.jnaclasses;

import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A class of JNA's that asks the JDK about the system: the Windows world answers. */
final class AskingClass extends ClassVisitor {
  /** What each asks, and how often at least. */
  static final Map<String, Map<String, Integer>> ALL =
      Map.of(
          // The system's name twice, the processor twice, the width twice.
          "com/sun/jna/Platform.class", Map.of(Redirections.PROPERTY, 6),
          "com/sun/jna/NativeLibrary.class", Map.of(Redirections.LIBRARY_NAME, 1));

  private final Redirections redirections = new Redirections();

  private AskingClass(ClassVisitor next) {
    super(Opcodes.ASM9, next);
  }

  static byte[] changed(byte[] original, Map<String, Integer> questions) {
    ClassReader reader = new ClassReader(original);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    AskingClass change = new AskingClass(writer);
    reader.accept(change, 0);
    questions.forEach(change.redirections::insistOn);
    return writer.toByteArray();
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    return redirections.in(super.visitMethod(access, name, descriptor, signature, exceptions));
  }
}
