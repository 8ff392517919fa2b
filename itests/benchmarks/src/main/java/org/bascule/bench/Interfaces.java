package org.bascule.bench;

import org.bascule.annotation.FunctionName;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Makes interfaces as large as somebody else's are. */
public final class Interfaces {
  private Interfaces() {}

  /** An interface with so many methods {@code int fN(int)}, all of them msvcrt's {@code abs}. */
  public static Class<?> generate(String name, int methods) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(
        Opcodes.V17,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT,
        name,
        null,
        "java/lang/Object",
        null);
    for (int i = 0; i < methods; i++) {
      MethodVisitor method =
          writer.visitMethod(
              Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, "f" + i, "(I)I", null, null);
      AnnotationVisitor annotation =
          method.visitAnnotation(Type.getDescriptor(FunctionName.class), true);
      annotation.visit("value", "abs");
      annotation.visitEnd();
      method.visitEnd();
    }
    writer.visitEnd();
    return new Loader().define(name, writer.toByteArray());
  }

  private static final class Loader extends ClassLoader {
    Loader() {
      super(Interfaces.class.getClassLoader());
    }

    Class<?> define(String name, byte[] bytes) {
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
