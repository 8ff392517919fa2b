package org.bascule.windowsjna;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Gives bodies to native methods: each calls whatever is bound to it by {@code Native.register}
 * when it runs. Not for classes that mean JNI.
 */
public final class NativeBodies {
  private static final String BOOTSTRAP = "org/bascule/windowsjna/world/direct/Bootstrap";
  private static final String BODIED = "Lorg/bascule/windowsjna/Bodied;";

  private NativeBodies() {}

  /** Whether a class has native methods. */
  public static boolean has(byte[] classFile) {
    boolean[] found = new boolean[1];
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String generic, String[] thrown) {
                found[0] |= (access & Opcodes.ACC_NATIVE) != 0;
                return null;
              }
            },
            ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return found[0];
  }

  /** The class with bodies. */
  public static byte[] given(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(new Giving(writer), 0);
    return writer.toByteArray();
  }

  private static final class Giving extends ClassVisitor {
    private String owner;
    private boolean modern;

    Giving(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visit(
        int version, int access, String name, String generic, String parent, String[] faces) {
      owner = name;
      modern = (version & 0xFFFF) >= Opcodes.V1_7;
      // In files from before Java 5 nobody sees annotations; else those are the same.
      int changed = (version & 0xFFFF) < Opcodes.V1_5 ? Opcodes.V1_5 : version;
      super.visit(changed, access, name, generic, parent, faces);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String generic, String[] thrown) {
      int changed = access & ~Opcodes.ACC_NATIVE;
      MethodVisitor method = super.visitMethod(changed, name, descriptor, generic, thrown);
      if (access == changed) {
        return method;
      }
      // What else the method has, its annotations, comes before its end.
      return new MethodVisitor(Opcodes.ASM9, method) {
        @Override
        public void visitEnd() {
          visitAnnotation(BODIED, true).visitEnd();
          visitCode();
          body(this, (access & Opcodes.ACC_STATIC) != 0 ? 0 : 1, name, descriptor);
          visitMaxs(0, 0);
          super.visitEnd();
        }
      };
    }

    private void body(MethodVisitor code, int firstLocal, String name, String descriptor) {
      if (modern) {
        int local = firstLocal;
        for (Type argument : Type.getArgumentTypes(descriptor)) {
          code.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), local);
          local += argument.getSize();
        }
        code.visitInvokeDynamicInsn(name, descriptor, bootstrap());
      } else {
        new OldBody(code, owner, BOOTSTRAP).write(firstLocal, name, descriptor);
      }
      code.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
    }

    private static Handle bootstrap() {
      return new Handle(
          Opcodes.H_INVOKESTATIC,
          BOOTSTRAP,
          "site",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
              + "Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;",
          false);
    }
  }
}
