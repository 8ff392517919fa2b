package org.bascule.jna.library;

import com.sun.jna.Native;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.bascule.jna.loader.BasculeNative;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Puts a note of its arguments in the place of each call that would load a library. */
final class NotingVisitor extends ClassVisitor {
  /** A field of the copied interface: a map from interfaces to the options of their instances. */
  static final String NOTES = "$basculeNotes";

  private static final int API = Opcodes.ASM9;
  private static final String MAP = Type.getInternalName(Map.class);
  private static final String MAP_TYPE = Type.getDescriptor(Map.class);
  private static final String HASH_MAP = Type.getInternalName(HashMap.class);
  private static final Set<String> LOADERS =
      Set.of(Type.getInternalName(Native.class), Type.getInternalName(BasculeNative.class));

  private final String owner;
  private final boolean holdsNotes;

  private NotingVisitor(ClassVisitor next, String owner, boolean holdsNotes) {
    super(API, next);
    this.owner = owner;
    this.holdsNotes = holdsNotes;
  }

  /**
   * The class with notes.
   *
   * @param owner the interface that holds them
   * @param holdsNotes whether this is it
   */
  static byte[] noting(byte[] code, String owner, boolean holdsNotes) {
    ClassReader reader = new ClassReader(code);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(new NotingVisitor(writer, owner, holdsNotes), 0);
    return writer.toByteArray();
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    boolean initialiser = holdsNotes && name.equals("<clinit>");
    if (initialiser) {
      int field =
          Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC;
      super.visitField(field, NOTES, MAP_TYPE, null, null).visitEnd();
    }
    return new Noting(next, initialiser);
  }

  private final class Noting extends MethodVisitor {
    private final boolean initialiser;

    Noting(MethodVisitor next, boolean initialiser) {
      super(API, next);
      this.initialiser = initialiser;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      if (initialiser) {
        visitTypeInsn(Opcodes.NEW, HASH_MAP);
        visitInsn(Opcodes.DUP);
        super.visitMethodInsn(Opcodes.INVOKESPECIAL, HASH_MAP, "<init>", "()V", false);
        visitFieldInsn(Opcodes.PUTSTATIC, owner, NOTES, MAP_TYPE);
      }
    }

    @Override
    public void visitMethodInsn(
        int opcode, String target, String name, String descriptor, boolean isInterface) {
      boolean ofLoader = opcode == Opcodes.INVOKESTATIC && LOADERS.contains(target);
      if (ofLoader && (name.equals("load") || name.equals("loadLibrary"))) {
        note(Type.getArgumentTypes(descriptor));
      } else if (ofLoader && name.equals("synchronizedLibrary")) {
        // There is no instance that could be wrapped.
        visitInsn(Opcodes.POP);
        visitInsn(Opcodes.ACONST_NULL);
      } else {
        super.visitMethodInsn(opcode, target, name, descriptor, isInterface);
      }
    }

    /** From {@code name? type options?} on the stack to {@code null}. */
    private void note(Type[] arguments) {
      if (!arguments[arguments.length - 1].getDescriptor().equals(MAP_TYPE)) {
        String none = Type.getInternalName(Collections.class);
        super.visitMethodInsn(Opcodes.INVOKESTATIC, none, "emptyMap", "()" + MAP_TYPE, false);
      }
      visitFieldInsn(Opcodes.GETSTATIC, owner, NOTES, MAP_TYPE);
      visitInsn(Opcodes.DUP_X2);
      visitInsn(Opcodes.POP);
      String put = "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;";
      super.visitMethodInsn(Opcodes.INVOKEINTERFACE, MAP, "putIfAbsent", put, true);
      visitInsn(Opcodes.POP);
      if (arguments[0].getDescriptor().equals("Ljava/lang/String;")) {
        visitInsn(Opcodes.POP);
      }
      visitInsn(Opcodes.ACONST_NULL);
    }
  }
}
