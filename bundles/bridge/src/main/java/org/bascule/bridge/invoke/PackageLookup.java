package org.bascule.bridge.invoke;

import static java.lang.invoke.MethodType.methodType;
import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ACC_SYNTHETIC;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.V17;

import java.lang.invoke.MethodHandles;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Full access to another class's package. {@code privateLookupIn} alone does not give it when the
 * class has another class loader, as every bundle has: hidden classes want a lookup that was made
 * inside the package. So a helper class is defined there, which may be done with less, and hands
 * its own lookup over.
 */
final class PackageLookup {
  private static final String NAME = "BasculeLookup$";
  private static final String METHOD = "lookup";

  private PackageLookup() {}

  /** A lookup that can define hidden classes beside {@code type}. */
  static MethodHandles.Lookup beside(Class<?> type) throws Throwable {
    MethodHandles.Lookup inside = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    if (inside.hasFullPrivilegeAccess()) {
      return inside;
    }
    return (MethodHandles.Lookup)
        inside
            .findStatic(helper(inside), METHOD, methodType(MethodHandles.Lookup.class))
            .invokeExact();
  }

  private static Class<?> helper(MethodHandles.Lookup inside) throws ReflectiveOperationException {
    String name = inside.lookupClass().getPackageName();
    name = name.isEmpty() ? NAME : name + "." + NAME;
    try {
      return inside.defineClass(generate(name.replace('.', '/')));
    } catch (LinkageError e) {
      // Another interface of this package has brought it.
      return inside.findClass(name);
    }
  }

  private static byte[] generate(String name) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(V17, ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC, name, null, "java/lang/Object", null);
    String descriptor = Type.getMethodDescriptor(Type.getType(MethodHandles.Lookup.class));
    MethodVisitor code = writer.visitMethod(ACC_STATIC, METHOD, descriptor, null, null);
    code.visitCode();
    code.visitMethodInsn(
        INVOKESTATIC, "java/lang/invoke/MethodHandles", "lookup", descriptor, false);
    code.visitInsn(ARETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
