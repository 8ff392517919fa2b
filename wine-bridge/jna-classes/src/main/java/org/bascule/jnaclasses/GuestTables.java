package org.bascule.jnaclasses;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Static maps of JNA's that lead from a program's class or object back to it, so that nothing of it
 * would ever be collected: maps of the Windows world take their places. A map whose values lead
 * nowhere stays as it is.
 */
final class GuestTables extends ClassVisitor {
  /** The maps by the files of their classes. */
  static final Map<String, Set<String>> ALL =
      Map.of(
          "com/sun/jna/Native.class", Set.of("typeOptions", "libraries", "registeredLibraries"),
          "com/sun/jna/Structure.class", Set.of("layoutInfo", "fieldOrder", "fieldList"),
          "com/sun/jna/NativeMappedConverter.class", Set.of("converters"),
          "com/sun/jna/CallbackReference.class", Set.of("callbackMap", "initializers"));

  private static final String MAP = "org/bascule/windowsjna/world/guests/GuestMap";

  private final Set<String> maps;
  private final Set<String> missing;

  /** Changes these on the way to another visitor. */
  GuestTables(ClassVisitor next, Set<String> maps) {
    super(Opcodes.ASM9, next);
    this.maps = maps;
    this.missing = new HashSet<>(maps);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    return new MethodVisitor(Opcodes.ASM9, next) {
      @Override
      public void visitFieldInsn(int opcode, String owner, String field, String type) {
        if (opcode == Opcodes.PUTSTATIC && maps.contains(field)) {
          missing.remove(field);
          visitInsn(Opcodes.POP);
          visitTypeInsn(Opcodes.NEW, MAP);
          visitInsn(Opcodes.DUP);
          visitMethodInsn(Opcodes.INVOKESPECIAL, MAP, "<init>", "()V", false);
        }
        super.visitFieldInsn(opcode, owner, field, type);
      }
    };
  }

  @Override
  public void visitEnd() {
    if (!missing.isEmpty()) {
      throw new IllegalStateException("JNA has no maps " + missing + " where they were known");
    }
    super.visitEnd();
  }
}
