package org.bascule.jnaclasses;

import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Calls of the JDK that JNA makes to learn about the system, answered by the Windows world. */
final class Redirections {
  /** Whether a method is native. */
  static final String MODIFIERS = "java/lang/reflect/Method.getModifiers";

  /** The name of the system, its processor, its encoding. */
  static final String PROPERTY = "java/lang/System.getProperty";

  /** How files of libraries are named. */
  static final String LIBRARY_NAME = "java/lang/System.mapLibraryName";

  private static final String OWNER = "org/bascule/windowsjna/world/Answers";

  private final Map<String, Integer> made = new HashMap<>();

  /** The code of a method, with such calls going elsewhere. */
  MethodVisitor in(MethodVisitor next) {
    return new MethodVisitor(Opcodes.ASM9, next) {
      @Override
      public void visitMethodInsn(
          int opcode, String owner, String name, String descriptor, boolean isInterface) {
        String called = owner + "." + name;
        switch (called) {
          case MODIFIERS -> answer(called, "modifiers", "(Ljava/lang/reflect/Method;)I");
          case PROPERTY -> answer(called, "property", descriptor);
          case LIBRARY_NAME -> answer(called, "libraryName", descriptor);
          default -> super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }
      }

      private void answer(String called, String name, String descriptor) {
        made.merge(called, 1, Integer::sum);
        super.visitMethodInsn(Opcodes.INVOKESTATIC, OWNER, name, descriptor, false);
      }
    };
  }

  /**
   * Looks whether so many calls at least have been found.
   *
   * @throws IllegalStateException if JNA asks in another way now
   */
  void insistOn(String called, int atLeast) {
    int count = made.getOrDefault(called, 0);
    if (count < atLeast) {
      throw new IllegalStateException(
          "JNA calls "
              + called
              + " "
              + count
              + " times, where at least "
              + atLeast
              + " were known");
    }
  }
}
