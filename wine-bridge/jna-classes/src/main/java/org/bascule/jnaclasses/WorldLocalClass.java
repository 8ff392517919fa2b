package org.bascule.jnaclasses;

import java.util.Set;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A thread-local of JNA's whose values a thread would keep beyond the end of the Windows world. */
final class WorldLocalClass extends ClassVisitor {
  /** All of them. */
  static final Set<String> ALL =
      Set.of(
          "com/sun/jna/Structure$1.class",
          "com/sun/jna/Structure$2.class",
          "com/sun/jna/Native$7.class");

  private static final String PLAIN = "java/lang/ThreadLocal";
  private static final String OURS = "org/bascule/windowsjna/world/guests/WorldLocal";

  WorldLocalClass(ClassVisitor next) {
    super(Opcodes.ASM9, next);
  }

  @Override
  public void visit(
      int version, int access, String name, String generic, String parent, String[] faces) {
    if (!parent.equals(PLAIN)) {
      throw new IllegalStateException(name + " was known as a thread-local, and is none");
    }
    // What its type parameter is nobody asks.
    super.visit(version, access, name, null, OURS, faces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    return new MethodVisitor(Opcodes.ASM9, next) {
      @Override
      public void visitMethodInsn(
          int opcode, String owner, String called, String type, boolean isInterface) {
        String changed = owner.equals(PLAIN) && called.equals("<init>") ? OURS : owner;
        super.visitMethodInsn(opcode, changed, called, type, isInterface);
      }
    };
  }
}
