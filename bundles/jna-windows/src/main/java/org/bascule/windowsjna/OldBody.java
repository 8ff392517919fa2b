package org.bascule.windowsjna;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The body of a native method in a class file from before Java 7, which knows no {@code
 * invokedynamic} and perhaps no class constants: all goes through one method by name.
 */
final class OldBody {
  private static final String[] BOXES = {
    "", "Boolean", "Character", "Byte", "Short", "Integer", "Float", "Long", "Double"
  };
  private static final String[] VALUES = {
    "", "boolean", "char", "byte", "short", "int", "float", "long", "double"
  };

  private final MethodVisitor code;
  private final String owner;
  private final String bootstrap;

  OldBody(MethodVisitor code, String owner, String bootstrap) {
    this.code = code;
    this.owner = owner;
    this.bootstrap = bootstrap;
  }

  void write(int firstLocal, String name, String descriptor) {
    code.visitLdcInsn(owner.replace('/', '.'));
    code.visitLdcInsn(name);
    code.visitLdcInsn(descriptor);
    Type[] arguments = Type.getArgumentTypes(descriptor);
    code.visitLdcInsn(arguments.length);
    code.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
    int local = firstLocal;
    for (int i = 0; i < arguments.length; i++) {
      code.visitInsn(Opcodes.DUP);
      code.visitLdcInsn(i);
      code.visitVarInsn(arguments[i].getOpcode(Opcodes.ILOAD), local);
      local += arguments[i].getSize();
      box(arguments[i]);
      code.visitInsn(Opcodes.AASTORE);
    }
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        bootstrap,
        "call",
        "(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;[Ljava/lang/Object;)"
            + "Ljava/lang/Object;",
        false);
    unbox(Type.getReturnType(descriptor));
  }

  private void box(Type type) {
    if (type.getSort() <= Type.DOUBLE) {
      String box = "java/lang/" + BOXES[type.getSort()];
      String descriptor = "(" + type.getDescriptor() + ")L" + box + ";";
      code.visitMethodInsn(Opcodes.INVOKESTATIC, box, "valueOf", descriptor, false);
    }
  }

  private void unbox(Type type) {
    if (type.getSort() == Type.VOID) {
      code.visitInsn(Opcodes.POP);
    } else if (type.getSort() <= Type.DOUBLE) {
      String box = "java/lang/" + BOXES[type.getSort()];
      code.visitTypeInsn(Opcodes.CHECKCAST, box);
      String value = VALUES[type.getSort()] + "Value";
      code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, box, value, "()" + type.getDescriptor(), false);
    } else {
      code.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
    }
  }
}
