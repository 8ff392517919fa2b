package org.bascule.bridge.invoke;

import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.IRETURN;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Map;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Generates the class behind an interface: each method invokes a constant method handle.
 *
 * <p>A class of its own and no {@code java.lang.reflect.Proxy}, because on JDK 17 a proxy runs the
 * interface's static initialiser, and that of a JNA interface loads a library.
 */
public final class InvokerFactory {
  private InvokerFactory() {}

  /**
   * An object of that interface.
   *
   * @param invokers for each abstract method a handle of exactly its type, without receiver
   * @param description what {@code toString()} gives
   * @throws org.bascule.error.SignatureException if no class can be made for the interface
   */
  public static <T> T create(
      Class<T> type, Map<Method, MethodHandle> invokers, String description) {
    HiddenClass made = new HiddenClass(type, type);
    invokers.forEach(
        (method, invoker) -> invoking(made, method.getName(), Type.getType(method), invoker));
    invoking(
        made,
        "toString",
        Type.getMethodType("()Ljava/lang/String;"),
        MethodHandles.constant(String.class, description));
    return type.cast(made.instance());
  }

  private static void invoking(HiddenClass made, String name, Type type, MethodHandle invoker) {
    MethodVisitor code = made.method(name, type.getDescriptor());
    made.push(code, invoker);
    int local = 1;
    for (Type argument : type.getArgumentTypes()) {
      code.visitVarInsn(argument.getOpcode(ILOAD), local);
      local += argument.getSize();
    }
    HiddenClass.invoke(code, type.getDescriptor());
    code.visitInsn(type.getReturnType().getOpcode(IRETURN));
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
