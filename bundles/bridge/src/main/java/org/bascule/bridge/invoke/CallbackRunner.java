package org.bascule.bridge.invoke;

import static org.objectweb.asm.Opcodes.AASTORE;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ANEWARRAY;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.POP2;
import static org.objectweb.asm.Opcodes.RETURN;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Generates the code that runs a Java function for the DLL. It stands on the stack all the while
 * the function runs, once for each level of a recursion through the DLL; method handles in its
 * place would be five frames.
 */
public final class CallbackRunner {
  private static final int FUNCTION = 1;
  private static final int FRAME = 2;
  private static final int FIRST_ARGUMENT = 3;
  private static final String OBJECT = "Ljava/lang/Object;";

  private final Class<?> type;
  private final Method method;
  private final Steps steps;
  private final HiddenClass made;
  private final MethodVisitor code;
  private final int[] locals;
  private int nextLocal = FIRST_ARGUMENT;

  /**
   * What is done around the function. The first parameter of each handle is the upcall's frame, as
   * an {@code Object}.
   *
   * @param readers {@code (frame) argument}, one for each
   * @param writers {@code (frame, argument) void} for some of them, which are run afterwards
   * @param put {@code (frame, result) void}; empty if there is no result to be put
   * @param done {@code (frame) void}, run last of all
   */
  public record Steps(
      List<MethodHandle> readers,
      Map<Integer, MethodHandle> writers,
      Optional<MethodHandle> put,
      MethodHandle done) {}

  private CallbackRunner(Class<?> type, Method method, Steps steps) {
    this.type = type;
    this.method = method;
    this.steps = steps;
    this.made = new HiddenClass(type, BiConsumer.class);
    this.code = made.method("accept", "(" + OBJECT + OBJECT + ")V");
    this.locals = new int[steps.readers().size()];
  }

  /**
   * An object that takes a function and a frame, and throws whatever the function throws.
   *
   * @param type the function's interface
   * @param method of the interface: it takes the arguments one by one, of exactly the types that
   *     the steps have, or all as {@code Object} in an array
   * @throws org.bascule.error.SignatureException if no class can be made beside the interface
   */
  @SuppressWarnings("unchecked")
  public static BiConsumer<Object, Object> create(Class<?> type, Method method, Steps steps) {
    return (BiConsumer<Object, Object>) new CallbackRunner(type, method, steps).generate();
  }

  /**
   * Looks whether {@link #create} could make one for that interface, without making it.
   *
   * @throws org.bascule.error.SignatureException if no class can be made beside the interface
   */
  public static void check(Class<?> type) {
    HiddenClass.check(type);
  }

  private Object generate() {
    for (int i = 0; i < locals.length; i++) {
      made.push(code, steps.readers().get(i));
      code.visitVarInsn(ALOAD, FRAME);
      invoke(steps.readers().get(i));
      locals[i] = store(argument(i));
    }
    call();
    int result = keepResult();
    steps.writers().forEach((index, writer) -> run(writer, argument(index), locals[index]));
    steps.put().ifPresent(put -> run(put, Type.getType(method.getReturnType()), result));
    made.push(code, steps.done());
    code.visitVarInsn(ALOAD, FRAME);
    invoke(steps.done());
    code.visitInsn(RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    return made.instance();
  }

  private void call() {
    code.visitVarInsn(ALOAD, FUNCTION);
    code.visitTypeInsn(CHECKCAST, Type.getInternalName(type));
    if (collects(method)) {
      collect();
    } else {
      for (int i = 0; i < locals.length; i++) {
        load(argument(i), locals[i]);
      }
    }
    // JNA's callbacks may be classes that declare their method themselves.
    code.visitMethodInsn(
        type.isInterface() ? INVOKEINTERFACE : INVOKEVIRTUAL,
        Type.getInternalName(type),
        method.getName(),
        Type.getMethodDescriptor(method),
        type.isInterface());
  }

  private void collect() {
    code.visitLdcInsn(locals.length);
    code.visitTypeInsn(ANEWARRAY, HiddenClass.OBJECT);
    for (int i = 0; i < locals.length; i++) {
      code.visitInsn(DUP);
      code.visitLdcInsn(i);
      code.visitVarInsn(ALOAD, locals[i]);
      code.visitInsn(AASTORE);
    }
  }

  /** Whether a method takes all arguments in one array. */
  public static boolean collects(Method method) {
    Class<?>[] parameters = method.getParameterTypes();
    return parameters.length == 1 && parameters[0] == Object[].class;
  }

  private int keepResult() {
    Type result = Type.getType(method.getReturnType());
    if (result == Type.VOID_TYPE) {
      return 0;
    }
    if (steps.put().isEmpty()) {
      code.visitInsn(result.getSize() == 2 ? POP2 : POP);
      return 0;
    }
    return store(result);
  }

  private void run(MethodHandle step, Type value, int local) {
    made.push(code, step);
    code.visitVarInsn(ALOAD, FRAME);
    load(value, local);
    invoke(step);
  }

  private Type argument(int index) {
    return Type.getType(steps.readers().get(index).type().returnType());
  }

  private int store(Type value) {
    int local = nextLocal;
    code.visitVarInsn(value.getOpcode(ISTORE), local);
    nextLocal += value.getSize();
    return local;
  }

  private void load(Type value, int local) {
    code.visitVarInsn(value.getOpcode(ILOAD), local);
  }

  private void invoke(MethodHandle handle) {
    MethodType exact = handle.type();
    HiddenClass.invoke(code, exact.toMethodDescriptorString());
  }
}
