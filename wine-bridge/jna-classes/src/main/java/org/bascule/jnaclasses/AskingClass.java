package org.bascule.jnaclasses;

import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A class of JNA's that asks the JDK about the system: the Windows world answers. And where it
 * looks for a library, it is asked first whether it has a host: JNA would say that the library is
 * missing.
 */
final class AskingClass extends ClassVisitor {
  /** What each asks, and how often at least. */
  static final Map<String, Map<String, Integer>> ALL =
      Map.of(
          // The system's name twice, the processor twice, the width twice.
          "com/sun/jna/Platform.class", Map.of(Redirections.PROPERTY, 6),
          "com/sun/jna/NativeLibrary.class", Map.of(Redirections.LIBRARY_NAME, 1));

  private static final String SEARCH =
      "getInstance(Ljava/lang/String;Ljava/util/Map;)Lcom/sun/jna/NativeLibrary;";
  private static final String ANSWERS = "org/bascule/windowsjna/world/Answers";

  private final Redirections redirections = new Redirections();
  private boolean searches;

  private AskingClass(ClassVisitor next) {
    super(Opcodes.ASM9, next);
  }

  static byte[] changed(byte[] original, Map<String, Integer> questions) {
    ClassReader reader = new ClassReader(original);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    AskingClass change = new AskingClass(writer);
    reader.accept(change, 0);
    questions.forEach(change.redirections::insistOn);
    if (reader.getClassName().equals("com/sun/jna/NativeLibrary") && !change.searches) {
      throw new IllegalStateException("com.sun.jna.NativeLibrary has no method " + SEARCH);
    }
    return writer.toByteArray();
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    return redirections.in((name + descriptor).equals(SEARCH) ? insisting(next) : next);
  }

  private MethodVisitor insisting(MethodVisitor next) {
    searches = true;
    return new MethodVisitor(Opcodes.ASM9, next) {
      @Override
      public void visitCode() {
        super.visitCode();
        visitMethodInsn(Opcodes.INVOKESTATIC, ANSWERS, "insistOnHost", "()V", false);
      }
    };
  }
}
