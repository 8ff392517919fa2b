package org.bascule.windowsjna.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Class files of all ages load libraries by methods of their own. */
class LoadSitesTest {
  private static final class Loader extends ClassLoader {
    Class<?> define(byte[] file) {
      return defineClass("Guest", file, 0, file.length);
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        Opcodes.V1_1,
        Opcodes.V1_4,
        Opcodes.V1_5,
        Opcodes.V1_6,
        Opcodes.V1_7,
        Opcodes.V1_8,
        Opcodes.V17
      })
  void aClassOfAnyAgeSaysWhy(int version) {
    assertFails(guest(version, 0), "nor nosuch.dll in ");
  }

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V9, Opcodes.V17})
  void soDoesAnInterface(int version) {
    assertFails(guest(version, Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT), "nor nosuch.dll in ");
  }

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V1_8})
  void anInterfaceThatCannotHaveSuchMethodsStaysAsItIs(int version) {
    byte[] guest = guest(version, Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT);
    assertThat(LoadSites.explained(guest)).isSameAs(guest);
  }

  private static void assertFails(byte[] guest, String words) {
    Class<?> type = new Loader().define(LoadSites.explained(guest));
    assertThatThrownBy(() -> type.getMethod("run").invoke(null))
        .cause()
        .isInstanceOf(UnsatisfiedLinkError.class)
        .hasMessageStartingWith("BSC-303 cannot load the JNI library nosuch\n")
        .hasMessageContaining(words)
        .cause()
        .hasMessageStartingWith("no nosuch in java.library.path");
  }

  /** With one static method. */
  private static byte[] guest(int version, int access) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(version, access | Opcodes.ACC_PUBLIC, "Guest", null, "java/lang/Object", null);
    int method = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
    MethodVisitor code = writer.visitMethod(method, "run", "()V", null, null);
    code.visitCode();
    code.visitLdcInsn("nosuch");
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC, "java/lang/System", "loadLibrary", "(Ljava/lang/String;)V", false);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(1, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
