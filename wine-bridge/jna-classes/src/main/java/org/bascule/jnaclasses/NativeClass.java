package org.bascule.jnaclasses;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * {@code com.sun.jna.Native} for the Windows world: its native methods call methods of ours with
 * the same names and descriptors, it loads no native library, it takes methods for native that were
 * so before their class was loaded, and it tells types of other worlds from unknown ones.
 */
final class NativeClass extends ClassVisitor {
  private static final String LOADING = "loadNativeDispatchLibrary()V";

  /** Methods that are given a class of a program's, and which argument that is. */
  private static final Map<String, Integer> CHECKED =
      Map.of(
          "load(Ljava/lang/String;Ljava/lang/Class;Ljava/util/Map;)Lcom/sun/jna/Library;", 1,
          "isSupportedNativeType(Ljava/lang/Class;)Z", 0);

  private static final String ANSWERS = "org/bascule/windowsjna/world/Answers";

  private final Natives expected;
  private final Set<String> found = new HashSet<>();
  private final Redirections redirections = new Redirections();
  private boolean emptied;
  private int checked;

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
    if (checked != CHECKED.size()) {
      throw new IllegalStateException("com.sun.jna.Native has not all of " + CHECKED.keySet());
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
    Integer type = CHECKED.get(method);
    return redirections.in(type == null ? next : checking(next, type));
  }

  /** Says what is wrong with a class of another world, where JNA would say it is unknown. */
  private MethodVisitor checking(MethodVisitor next, int type) {
    checked++;
    return new MethodVisitor(Opcodes.ASM9, next) {
      @Override
      public void visitCode() {
        super.visitCode();
        visitVarInsn(Opcodes.ALOAD, type);
        visitMethodInsn(
            Opcodes.INVOKESTATIC, ANSWERS, "insistOnThisWorld", "(Ljava/lang/Class;)V", false);
      }
    };
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
