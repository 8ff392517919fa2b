package org.bascule.bridge.plan;

import static org.objectweb.asm.Opcodes.AALOAD;
import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.ATHROW;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.GETFIELD;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.PUTFIELD;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.function.IntConsumer;
import org.bascule.bridge.call.Activation;
import org.bascule.bridge.call.CallTarget;
import org.bascule.bridge.call.LocalMemory;
import org.bascule.bridge.plan.CallShape.Kind;
import org.bascule.bridge.plan.CallShape.Move;
import org.bascule.bridge.plan.CallShape.Source;
import org.bascule.spi.Marshaller;
import org.bascule.spi.ScalarMarshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * The code of one shape's calls. In Java it would be, for {@code int f(int, Object)}:
 *
 * <pre>
 *   int call(int a, Object b) throws Throwable {
 *     Activation call = target.enter();
 *     try {
 *       call.putSlot(0, (long) m0.invokeExact(a));
 *       m1.write(b, call.slotImage(1, 8), call);
 *       call.call();
 *       m1.update(b, call.slotImage(1, 8), call);
 *       return (int) result.invokeExact(call.integerResult());
 *     } finally {
 *       call.leave();
 *     }
 *   }
 * </pre>
 */
final class CallCode {
  static final String METHOD = "call";

  private static final String OBJECT = "java/lang/Object";
  private static final String RESULT = "result";
  private static final String NAME = name(CallCode.class) + "$Shape";

  private final CallShape shape;
  private final ClassWriter writer =
      new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
        @Override
        protected String getCommonSuperClass(String one, String other) {
          return OBJECT;
        }
      };
  private MethodVisitor code;
  private int[] arguments;
  private int activation;

  private CallCode(CallShape shape) {
    this.shape = shape;
  }

  /**
   * A class with a method {@value #METHOD} of the shape's type and a constructor {@code
   * (CallTarget, Object[], IntConsumer)}, whose array has for each argument, and then for the
   * result, what moves it: a {@code MethodHandle} between the primitive value and its bits, else
   * the marshaller.
   */
  static byte[] of(CallShape shape) {
    return new CallCode(shape).generate();
  }

  /** Of what type the thing is that moves a value of this carrier. */
  static Class<?> mover(boolean scalar, Class<?> carrier) {
    if (!scalar) {
      return Marshaller.class;
    }
    return carrier.isPrimitive() ? MethodHandle.class : ScalarMarshaller.class;
  }

  private byte[] generate() {
    writer.visit(V17, ACC_FINAL | ACC_SUPER, NAME, null, OBJECT, null);
    constructor();
    code = writer.visitMethod(0, METHOD, shape.type().toMethodDescriptorString(), null, null);
    code.visitCode();
    body();
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  // ---- fields --------------------------------------------------------------------------------

  private void constructor() {
    String descriptor =
        MethodType.methodType(void.class, CallTarget.class, Object[].class, IntConsumer.class)
            .toMethodDescriptorString();
    MethodVisitor init = writer.visitMethod(0, "<init>", descriptor, null, null);
    init.visitCode();
    init.visitVarInsn(ALOAD, 0);
    init.visitMethodInsn(INVOKESPECIAL, OBJECT, "<init>", "()V", false);
    keep(init, "target", CallTarget.class, 1, -1);
    for (int i = 0; i < shape.moves().size(); i++) {
      keep(init, "m" + i, mover(i), 2, i);
    }
    if (shape.outcome().source() != Source.NOWHERE) {
      keep(init, RESULT, resultMover(), 2, shape.moves().size());
    }
    if (shape.tells()) {
      keep(init, "after", IntConsumer.class, 3, -1);
    }
    init.visitInsn(RETURN);
    init.visitMaxs(0, 0);
    init.visitEnd();
  }

  private void keep(MethodVisitor init, String field, Class<?> type, int from, int index) {
    writer.visitField(ACC_PRIVATE | ACC_FINAL, field, type.descriptorString(), null, null);
    init.visitVarInsn(ALOAD, 0);
    init.visitVarInsn(ALOAD, from);
    if (index >= 0) {
      init.visitLdcInsn(index);
      init.visitInsn(AALOAD);
      init.visitTypeInsn(CHECKCAST, name(type));
    }
    init.visitFieldInsn(PUTFIELD, NAME, field, type.descriptorString());
  }

  private Class<?> mover(int argument) {
    boolean scalar = shape.moves().get(argument).kind() == Kind.SCALAR;
    return mover(scalar, shape.type().parameterType(argument));
  }

  private Class<?> resultMover() {
    return mover(shape.outcome().source() == Source.SCALAR, shape.type().returnType());
  }

  private void field(String name, Class<?> type) {
    code.visitVarInsn(ALOAD, 0);
    code.visitFieldInsn(GETFIELD, NAME, name, type.descriptorString());
  }

  // ---- the call ------------------------------------------------------------------------------

  private void body() {
    placeLocals();
    field("target", CallTarget.class);
    invoke(CallTarget.class, "enter", Activation.class);
    code.visitVarInsn(ASTORE, activation);
    Label start = new Label();
    Label end = new Label();
    Label failed = new Label();
    code.visitTryCatchBlock(start, end, failed, null);
    code.visitLabel(start);
    move();
    code.visitLabel(end);
    on("leave", void.class);
    int thrown = activation + 1;
    Class<?> result = shape.type().returnType();
    if (result != void.class) {
      code.visitVarInsn(opcode(result, ILOAD), thrown);
    }
    code.visitInsn(result == void.class ? RETURN : opcode(result, IRETURN));
    code.visitLabel(failed);
    code.visitVarInsn(ASTORE, thrown);
    on("leave", void.class);
    code.visitVarInsn(ALOAD, thrown);
    code.visitInsn(ATHROW);
  }

  private void placeLocals() {
    arguments = new int[shape.moves().size()];
    int next = 1;
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = next;
      next += Type.getType(shape.type().parameterType(i)).getSize();
    }
    activation = next;
  }

  /** All between entering and leaving; the result lies behind the activation then. */
  private void move() {
    if (shape.outcome().source() == Source.HIDDEN) {
      code.visitVarInsn(ALOAD, activation);
      code.visitLdcInsn((long) shape.outcome().size());
      code.visitLdcInsn(shape.outcome().alignment());
      invoke(Activation.class, "prepareHidden", void.class, long.class, int.class);
    }
    shape.order().forEach(this::put);
    on("call", void.class);
    for (int i = 0; i < arguments.length; i++) {
      if (shape.moves().get(i).kind() == Kind.IMAGE) {
        image(i, "update");
      }
    }
    result();
    if (shape.tells()) {
      field("after", IntConsumer.class);
      on("lastError", int.class);
      code.visitMethodInsn(INVOKEINTERFACE, name(IntConsumer.class), "accept", "(I)V", true);
    }
  }

  private void put(int argument) {
    Move move = shape.moves().get(argument);
    switch (move.kind()) {
      case SCALAR -> scalar(argument, move);
      case IMAGE -> image(argument, "write");
      default -> byValue(argument, move);
    }
  }

  private void scalar(int argument, Move move) {
    Class<?> carrier = shape.type().parameterType(argument);
    code.visitVarInsn(ALOAD, activation);
    code.visitLdcInsn(move.slot());
    field("m" + argument, mover(argument));
    code.visitVarInsn(opcode(carrier, ILOAD), arguments[argument]);
    if (carrier.isPrimitive()) {
      invoke(MethodHandle.class, "invokeExact", long.class, carrier);
    } else {
      invokeInterface(ScalarMarshaller.class, "toBits", long.class, Object.class);
    }
    String verb = move.slots() == 2 ? "putSlotPair" : "putSlot";
    invoke(Activation.class, verb, void.class, int.class, long.class);
  }

  private void image(int argument, String verb) {
    Move move = shape.moves().get(argument);
    field("m" + argument, Marshaller.class);
    boxed(argument);
    code.visitVarInsn(ALOAD, activation);
    code.visitLdcInsn(move.slot());
    code.visitLdcInsn(move.size());
    invoke(Activation.class, "slotImage", LocalMemory.class, int.class, int.class);
    code.visitVarInsn(ALOAD, activation);
    Class<?> memory = WindowsMemory.class;
    invokeInterface(Marshaller.class, verb, void.class, Object.class, memory, Sections.class);
  }

  private void byValue(int argument, Move move) {
    code.visitVarInsn(ALOAD, activation);
    field("m" + argument, Marshaller.class);
    code.visitLdcInsn(move.slot());
    boxed(argument);
    String verb = move.kind() == Kind.COPY ? "putCopy" : "putCells";
    invoke(Activation.class, verb, void.class, Marshaller.class, int.class, Object.class);
  }

  private void result() {
    Class<?> carrier = shape.type().returnType();
    Source source = shape.outcome().source();
    if (source == Source.NOWHERE) {
      return;
    }
    field(RESULT, resultMover());
    if (source == Source.SCALAR) {
      on(shape.outcome().integer() ? "integerResult" : "floatingResult", long.class);
      fromBits(carrier);
    } else {
      resultMemory(source);
      code.visitVarInsn(ALOAD, activation);
      invokeInterface(Marshaller.class, "read", Object.class, WindowsMemory.class, Sections.class);
      Boxes.unbox(code, carrier);
    }
    code.visitVarInsn(opcode(carrier, ISTORE), activation + 1);
  }

  private void fromBits(Class<?> carrier) {
    if (carrier.isPrimitive()) {
      invoke(MethodHandle.class, "invokeExact", carrier, long.class);
    } else {
      invokeInterface(ScalarMarshaller.class, "fromBits", Object.class, long.class);
    }
  }

  private void resultMemory(Source source) {
    if (source == Source.HIDDEN) {
      on("hiddenImage", WindowsMemory.class);
      return;
    }
    code.visitVarInsn(ALOAD, activation);
    code.visitLdcInsn(shape.outcome().size());
    String image = shape.outcome().integer() ? "resultImage" : "floatingImage";
    invoke(Activation.class, image, WindowsMemory.class, int.class);
  }

  // ---- instructions --------------------------------------------------------------------------

  private void boxed(int argument) {
    Class<?> carrier = shape.type().parameterType(argument);
    code.visitVarInsn(opcode(carrier, ILOAD), arguments[argument]);
    Boxes.box(code, carrier);
  }

  private void on(String method, Class<?> result) {
    code.visitVarInsn(ALOAD, activation);
    invoke(Activation.class, method, result);
  }

  private void invoke(Class<?> owner, String method, Class<?> result, Class<?>... parameters) {
    String descriptor = MethodType.methodType(result, parameters).toMethodDescriptorString();
    code.visitMethodInsn(INVOKEVIRTUAL, name(owner), method, descriptor, false);
  }

  private void invokeInterface(
      Class<?> owner, String method, Class<?> result, Class<?>... parameters) {
    String descriptor = MethodType.methodType(result, parameters).toMethodDescriptorString();
    code.visitMethodInsn(INVOKEINTERFACE, name(owner), method, descriptor, true);
  }

  private static int opcode(Class<?> type, int ofInt) {
    return Type.getType(type).getOpcode(ofInt);
  }

  private static String name(Class<?> type) {
    return Type.getInternalName(type);
  }
}
