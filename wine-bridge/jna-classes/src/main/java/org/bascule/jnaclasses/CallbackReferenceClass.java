package org.bascule.jnaclasses;

import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * {@code com.sun.jna.CallbackReference} for the Windows world, where directly mapped classes pass
 * callbacks as all others do: the two tables that JNA has for them are one.
 */
final class CallbackReferenceClass extends ClassVisitor {
  static final String FILE = "com/sun/jna/CallbackReference.class";

  private static final String TABLE = "callbackMap";
  private static final String DIRECT_TABLE = "directCallbackMap";

  private boolean joined;

  CallbackReferenceClass(ClassVisitor next) {
    super(Opcodes.ASM9, next);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    return new MethodVisitor(Opcodes.ASM9, next) {
      @Override
      public void visitFieldInsn(int opcode, String owner, String field, String type) {
        if (opcode == Opcodes.PUTSTATIC && field.equals(DIRECT_TABLE)) {
          joined = true;
          visitInsn(Opcodes.POP);
          super.visitFieldInsn(Opcodes.GETSTATIC, owner, TABLE, type);
        }
        super.visitFieldInsn(opcode, owner, field, type);
      }
    };
  }

  @Override
  public void visitEnd() {
    if (!joined) {
      throw new IllegalStateException("com.sun.jna.CallbackReference has no " + DIRECT_TABLE);
    }
    super.visitEnd();
  }
}
