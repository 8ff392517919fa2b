package org.bascule.jnaclasses;

import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The field of {@code com.sun.jna.Native} that has a program's handler of exceptions in callbacks:
 * the Windows world has it instead, for as long as that program is there.
 */
final class HandlerField extends ClassVisitor {
  private static final String FIELD = "callbackExceptionHandler";
  private static final String OWNER = "org/bascule/windowsjna/world/guests/ExceptionHandler";

  private int found;

  HandlerField(ClassVisitor next) {
    super(Opcodes.ASM9, next);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    return new MethodVisitor(Opcodes.ASM9, next) {
      @Override
      public void visitFieldInsn(int opcode, String owner, String field, String type) {
        if (!field.equals(FIELD)) {
          super.visitFieldInsn(opcode, owner, field, type);
          return;
        }
        found++;
        boolean sets = opcode == Opcodes.PUTSTATIC;
        super.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            OWNER,
            sets ? "set" : "get",
            sets ? "(" + type + ")V" : "()" + type,
            false);
      }
    };
  }

  /** It is set twice, at first to JNA's own handler, and read once. */
  @Override
  public void visitEnd() {
    if (found != 3) {
      throw new IllegalStateException("com.sun.jna.Native has no " + FIELD + " as it was known");
    }
    super.visitEnd();
  }
}
