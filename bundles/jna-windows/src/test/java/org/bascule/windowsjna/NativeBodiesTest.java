package org.bascule.windowsjna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class NativeBodiesTest {
  /** Has the classes that it is given, and everything else of its parent. */
  private static final class Defining extends ClassLoader {
    Defining() {
      super(NativeBodiesTest.class.getClassLoader());
    }

    Class<?> define(byte[] code) {
      return defineClass(null, code, 0, code.length);
    }
  }

  private static byte[] guest(int version) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(version, Opcodes.ACC_PUBLIC, "Guest", null, "java/lang/Object", null);
    int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_NATIVE;
    writer
        .visitMethod(access, "mixed", "(ILjava/lang/String;DJ)Ljava/lang/String;", null, null)
        .visitEnd();
    writer.visitMethod(access, "nothing", "()V", null, null).visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  @Test
  void findsNativeMethodsAndTheNameOfJna() {
    assertThat(NativeBodies.has(guest(Opcodes.V17))).isTrue();
    assertThat(NativeBodies.has(NativeBodies.given(guest(Opcodes.V17)))).isFalse();
    assertThat(ClassText.mentionsJna(guest(Opcodes.V17))).isFalse();
    assertThat(ClassText.mentionsJna("..com/sun/jna/..".getBytes(StandardCharsets.UTF_8))).isTrue();
  }

  @Test
  void bodiesAreMarkedAndSayThatNothingIsBoundToThem() throws Exception {
    for (int version : new int[] {Opcodes.V17, Opcodes.V1_7, Opcodes.V1_6, Opcodes.V1_4}) {
      Class<?> guest = new Defining().define(NativeBodies.given(guest(version)));
      for (Method method : guest.getDeclaredMethods()) {
        assertThat(Modifier.isNative(method.getModifiers())).isFalse();
        assertThat(method.isAnnotationPresent(Bodied.class)).isTrue();
      }
      Method mixed = guest.getMethod("mixed", int.class, String.class, double.class, long.class);
      assertThatThrownBy(() -> mixed.invoke(null, 1, "text", 2.5, 3L))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .isInstanceOf(UnsatisfiedLinkError.class)
          .hasMessage(
              "the native method Guest.mixed belongs to no DLL: Native.register has not been"
                  + " called for its class, or JNI is meant, whose libraries for Windows no JVM on"
                  + " Linux can load");
      assertThatThrownBy(() -> guest.getMethod("nothing").invoke(null))
          .cause()
          .isInstanceOf(UnsatisfiedLinkError.class);
    }
  }
}
