package org.bascule.jnaclasses;

import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** JNA's cleaner, which gets its thread from the Windows world. */
final class CleanerClass extends ClassVisitor {
  static final String FILE = "com/sun/jna/internal/Cleaner.class";

  private static final String THREAD = "com/sun/jna/internal/Cleaner$CleanerThread";
  private static final String OWNER = "org/bascule/windowsjna/world/JnaCleaner";

  private boolean found;

  CleanerClass(ClassVisitor next) {
    super(Opcodes.ASM9, next);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    return new MethodVisitor(Opcodes.ASM9, next) {
      private boolean making;

      @Override
      public void visitTypeInsn(int opcode, String type) {
        making = opcode == Opcodes.NEW && type.equals(THREAD);
        if (!making) {
          super.visitTypeInsn(opcode, type);
        }
      }

      @Override
      public void visitInsn(int opcode) {
        if (!making || opcode != Opcodes.DUP) {
          super.visitInsn(opcode);
        }
        making = false;
      }

      @Override
      public void visitMethodInsn(
          int opcode, String owner, String called, String type, boolean isInterface) {
        if (owner.equals(THREAD) && called.equals("<init>")) {
          found = true;
          super.visitMethodInsn(
              Opcodes.INVOKESTATIC,
              OWNER,
              "thread",
              "(Lcom/sun/jna/internal/Cleaner;)Ljava/lang/Thread;",
              false);
        } else {
          super.visitMethodInsn(opcode, owner, called, type, isInterface);
        }
      }
    };
  }

  @Override
  public void visitEnd() {
    if (!found) {
      throw new IllegalStateException("com.sun.jna.internal.Cleaner makes no thread");
    }
    super.visitEnd();
  }
}
