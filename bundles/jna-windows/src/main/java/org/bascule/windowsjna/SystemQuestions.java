package org.bascule.windowsjna;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Has classes of jna-platform ask the world for system properties, as JNA's own do: some choose by
 * the system's name what they do.
 */
public final class SystemQuestions {
  private SystemQuestions() {}

  /** The class as this world loads it. */
  public static byte[] answered(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new Asking(writer), 0);
    return writer.toByteArray();
  }

  private static final class Asking extends ClassVisitor {
    Asking(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String generic, String[] thrown) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, generic, thrown);
      return new MethodVisitor(Opcodes.ASM9, next) {
        @Override
        public void visitMethodInsn(
            int opcode, String owner, String called, String type, boolean isInterface) {
          boolean asks = owner.equals("java/lang/System") && called.equals("getProperty");
          super.visitMethodInsn(
              opcode,
              asks ? "org/bascule/windowsjna/world/Answers" : owner,
              asks ? "property" : called,
              type,
              isInterface);
        }
      };
    }
  }
}
