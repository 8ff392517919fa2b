package org.bascule.bridge.plan;

import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;

import java.lang.invoke.MethodType;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/** Instructions between primitive values and their objects; nothing for other types. */
final class Boxes {
  private Boxes() {}

  static void box(MethodVisitor code, Class<?> type) {
    if (type.isPrimitive()) {
      Class<?> wrapper = wrapper(type);
      String descriptor = MethodType.methodType(wrapper, type).toMethodDescriptorString();
      code.visitMethodInsn(
          INVOKESTATIC, Type.getInternalName(wrapper), "valueOf", descriptor, false);
    }
  }

  static void unbox(MethodVisitor code, Class<?> type) {
    if (type.isPrimitive()) {
      String wrapper = Type.getInternalName(wrapper(type));
      code.visitTypeInsn(CHECKCAST, wrapper);
      String descriptor = MethodType.methodType(type).toMethodDescriptorString();
      code.visitMethodInsn(INVOKEVIRTUAL, wrapper, type.getName() + "Value", descriptor, false);
    }
  }

  private static Class<?> wrapper(Class<?> type) {
    return MethodType.methodType(type).wrap().returnType();
  }
}
