package org.bascule.jnaclasses;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * {@code com.sun.jna.Native} for the Windows world: its native methods call methods of ours with
 * the same names and descriptors, it loads no native library, and it takes methods for native that
 * were so before their class was loaded.
 */
final class NativeClass extends ClassVisitor {
  private static final String LOADING = "loadNativeDispatchLibrary()V";

  private final Natives expected;
  private final Set<String> found = new HashSet<>();
  private final Redirections redirections = new Redirections();
  private boolean emptied;

  private NativeClass(ClassVisitor next, Natives expected) {
    super(Opcodes.ASM9, next);
    this.expected = expected;
  }

  static byte[] changed(byte[] original, Natives expected) {
    ClassReader reader = new ClassReader(original);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    NativeClass change = new NativeClass(writer, expected);
    reader.accept(change, 0);
    expected.insistOn(change.found);
    change.insistOnTheRest();
    return writer.toByteArray();
  }

  private void insistOnTheRest() {
    if (!emptied) {
      throw new IllegalStateException("com.sun.jna.Native has no method " + LOADING);
    }
    redirections.insistOn(Redirections.MODIFIERS, 2);
    redirections.insistOn(Redirections.PROPERTY, 1);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    String method = name + descriptor;
    boolean isNative = (access & Opcodes.ACC_NATIVE) != 0;
    int changed = access & ~Opcodes.ACC_NATIVE;
    MethodVisitor next = super.visitMethod(changed, name, descriptor, signature, exceptions);
    if (isNative) {
      found.add(method);
      String owner = expected.owner(method);
      if (owner != null) {
        call(next, owner, name, descriptor);
      }
      return null;
    }
    if (method.equals(LOADING)) {
      emptied = true;
      returnNothing(next);
      return null;
    }
    return redirections.in(next);
  }

  /** All native methods of this class are static. */
  private static void call(MethodVisitor code, String owner, String name, String descriptor) {
    code.visitCode();
    int local = 0;
    for (Type argument : Type.getArgumentTypes(descriptor)) {
      code.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), local);
      local += argument.getSize();
    }
    code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
    code.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private static void returnNothing(MethodVisitor code) {
    code.visitCode();
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
