package org.bascule.bridge.invoke;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.H_INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * A class in the making, hidden beside an interface: in its package and loader, so that
 * package-private interfaces work, and it goes away with the interface's bundle. Besides the
 * interface's own types it refers to JDK classes only; what it calls of ours it has as constants.
 */
final class HiddenClass {
  static final String OBJECT = "java/lang/Object";

  private static final String HANDLE = "java/lang/invoke/MethodHandle";
  private static final Handle CLASS_DATA =
      new Handle(
          H_INVOKESTATIC,
          "java/lang/invoke/MethodHandles",
          "classDataAt",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;I)Ljava/lang/Object;",
          false);

  private final Class<?> neighbour;
  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
  private final List<Object> constants = new ArrayList<>();

  /** A class beside this interface that implements another one, or the same. */
  HiddenClass(Class<?> neighbour, Class<?> implemented) {
    this.neighbour = neighbour;
    Class<?> named = isOfTheJdk(neighbour) ? HiddenClass.class : neighbour;
    writer.visit(
        V17,
        access(neighbour) | ACC_FINAL | ACC_SUPER,
        Type.getInternalName(named) + "$Bascule",
        null,
        OBJECT,
        new String[] {Type.getInternalName(implemented)});
    constructor();
  }

  /** As public as the interface, for those who call objects by reflection. */
  private static int access(Class<?> neighbour) {
    return Modifier.isPublic(neighbour.getModifiers()) ? ACC_PUBLIC : 0;
  }

  /** Begins a public method. */
  MethodVisitor method(String name, String descriptor) {
    MethodVisitor code = writer.visitMethod(ACC_PUBLIC | ACC_FINAL, name, descriptor, null, null);
    code.visitCode();
    return code;
  }

  /** Pushes a method handle. */
  void push(MethodVisitor code, MethodHandle handle) {
    constants.add(handle);
    code.visitLdcInsn(
        new ConstantDynamic("_", "L" + HANDLE + ";", CLASS_DATA, constants.size() - 1));
  }

  /** Invokes a method handle of exactly this type, which lies below its arguments. */
  static void invoke(MethodVisitor code, String descriptor) {
    code.visitMethodInsn(INVOKEVIRTUAL, HANDLE, "invokeExact", descriptor, false);
  }

  /**
   * The only object of the finished class.
   *
   * @throws SignatureException if no class can be made beside the interface
   */
  Object instance() {
    writer.visitEnd();
    try {
      MethodHandles.Lookup defined =
          place(neighbour).defineHiddenClassWithClassData(writer.toByteArray(), constants, false);
      return defined
          .findConstructor(
              defined.lookupClass(), java.lang.invoke.MethodType.methodType(void.class))
          .invoke();
    } catch (Throwable e) {
      throw closed(neighbour, e);
    }
  }

  /**
   * Looks whether a class could be made beside an interface, without making one.
   *
   * @throws SignatureException if not
   */
  static void check(Class<?> neighbour) {
    try {
      place(neighbour);
    } catch (Throwable e) {
      throw closed(neighbour, e);
    }
  }

  private static SignatureException closed(Class<?> neighbour, Throwable cause) {
    SignatureException failure =
        new SignatureException(
            new Diagnosis(
                ErrorCode.UNSUPPORTED_SIGNATURE,
                "implement " + neighbour.getName(),
                "",
                "an interface whose package is open to " + HiddenClass.class.getPackageName(),
                cause.toString(),
                "put the interface on the class path or in a bundle, or open its package"));
    failure.initCause(cause);
    return failure;
  }

  /** Interfaces of the JDK are public, and their packages are closed: beside ourselves then. */
  private static MethodHandles.Lookup place(Class<?> neighbour) throws Throwable {
    return isOfTheJdk(neighbour) ? MethodHandles.lookup() : PackageLookup.beside(neighbour);
  }

  private static boolean isOfTheJdk(Class<?> neighbour) {
    return neighbour.getClassLoader() == null;
  }

  private void constructor() {
    MethodVisitor code = writer.visitMethod(0, "<init>", "()V", null, null);
    code.visitCode();
    code.visitVarInsn(ALOAD, 0);
    code.visitMethodInsn(INVOKESPECIAL, OBJECT, "<init>", "()V", false);
    code.visitInsn(RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
