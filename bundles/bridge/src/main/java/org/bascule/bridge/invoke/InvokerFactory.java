package org.bascule.bridge.invoke;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.H_INVOKESTATIC;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Generates the class behind an interface: each method invokes a constant method handle.
 *
 * <p>A class of its own and no {@code java.lang.reflect.Proxy}, because on JDK 17 a proxy runs the
 * interface's static initialiser, and that of a JNA interface loads a library. It is hidden, in the
 * interface's own package and loader, and refers to JDK classes only: package-private interfaces
 * work, and it goes away with the interface's bundle.
 */
public final class InvokerFactory {
  private static final String OBJECT = "java/lang/Object";
  private static final String HANDLE = "java/lang/invoke/MethodHandle";
  private static final Handle CLASS_DATA =
      new Handle(
          H_INVOKESTATIC,
          "java/lang/invoke/MethodHandles",
          "classDataAt",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;I)Ljava/lang/Object;",
          false);

  private InvokerFactory() {}

  /**
   * An object of that interface.
   *
   * @param invokers for each abstract method a handle of exactly its type, without receiver
   * @param description what {@code toString()} gives
   * @throws SignatureException if no class can be made for the interface
   */
  public static <T> T create(
      Class<T> type, Map<Method, MethodHandle> invokers, String description) {
    List<Method> methods = new ArrayList<>(invokers.keySet());
    List<Object> data = new ArrayList<>(methods.size() + 1);
    methods.forEach(m -> data.add(invokers.get(m)));
    data.add(MethodHandles.constant(String.class, description));
    try {
      MethodHandles.Lookup defined =
          place(type).defineHiddenClassWithClassData(generate(type, methods), data, false);
      MethodHandle constructor =
          defined.findConstructor(
              defined.lookupClass(), java.lang.invoke.MethodType.methodType(void.class));
      return type.cast(constructor.invoke());
    } catch (Throwable e) {
      SignatureException failure =
          new SignatureException(
              new Diagnosis(
                  ErrorCode.UNSUPPORTED_SIGNATURE,
                  "implement " + type.getName(),
                  "",
                  "an interface whose package is open to " + InvokerFactory.class.getPackageName(),
                  e.toString(),
                  "put the interface on the class path or in a bundle, or open its package"));
      failure.initCause(e);
      throw failure;
    }
  }

  /** Interfaces of the JDK are public, and their packages are closed: beside ourselves then. */
  private static MethodHandles.Lookup place(Class<?> type) throws Throwable {
    return type.getClassLoader() == null ? MethodHandles.lookup() : PackageLookup.beside(type);
  }

  private static byte[] generate(Class<?> type, List<Method> methods) {
    String beside =
        type.getClassLoader() == null
            ? Type.getInternalName(InvokerFactory.class)
            : Type.getInternalName(type);
    String name = beside + "$Bascule";
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(
        V17, ACC_FINAL | ACC_SUPER, name, null, OBJECT, new String[] {Type.getInternalName(type)});
    constructor(writer);
    for (int i = 0; i < methods.size(); i++) {
      Method method = methods.get(i);
      invoking(writer, method.getName(), Type.getType(method), i);
    }
    invoking(writer, "toString", Type.getMethodType("()Ljava/lang/String;"), methods.size());
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void constructor(ClassWriter writer) {
    MethodVisitor code = writer.visitMethod(0, "<init>", "()V", null, null);
    code.visitCode();
    code.visitVarInsn(ALOAD, 0);
    code.visitMethodInsn(INVOKESPECIAL, OBJECT, "<init>", "()V", false);
    code.visitInsn(RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private static void invoking(ClassWriter writer, String name, Type type, int dataIndex) {
    MethodVisitor code =
        writer.visitMethod(ACC_PUBLIC | ACC_FINAL, name, type.getDescriptor(), null, null);
    code.visitCode();
    code.visitLdcInsn(new ConstantDynamic("_", "L" + HANDLE + ";", CLASS_DATA, dataIndex));
    int local = 1;
    for (Type argument : type.getArgumentTypes()) {
      code.visitVarInsn(argument.getOpcode(ILOAD), local);
      local += argument.getSize();
    }
    code.visitMethodInsn(INVOKEVIRTUAL, HANDLE, "invokeExact", type.getDescriptor(), false);
    code.visitInsn(type.getReturnType().getOpcode(IRETURN));
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
