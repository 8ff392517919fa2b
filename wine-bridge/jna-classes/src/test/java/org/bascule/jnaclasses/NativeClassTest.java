package org.bascule.jnaclasses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class NativeClassTest {
  @Test
  void leavesNoNativeMethod() throws IOException {
    byte[] original = nativeClass();
    assertThat(natives(original)).hasSize(69);
    assertThat(natives(NativeClass.changed(original, Natives.expected()))).isEmpty();
  }

  @Test
  void refusesAJnaWithOtherNativeMethods() throws IOException {
    byte[] original = nativeClass();
    Natives others = new Natives(Map.of("gone()V", "a/B"));
    assertThatIllegalStateException()
        .isThrownBy(() -> NativeClass.changed(original, others))
        .withMessageStartingWith(
            "com.sun.jna.Native has other native methods than the Windows world knows;"
                + " no longer there: [gone()V]; new: [_getDirectBufferPointer(Ljava/nio/Buffer;)J,"
                + " _getPointer(J)J,")
        .withMessageEndingWith(
            "; write what is new into org.bascule.windowsjna.world and natives.txt, or go back to"
                + " the version of JNA that fits");
  }

  @Test
  void leavesTheOtherClassesAsTheyAre() throws IOException {
    try (JnaJar jar = JnaJar.onClassPath()) {
      JnaJar.Entry pointer = jar.entry("com/sun/jna/Pointer.class");
      assertThat(JnaClasses.changed(pointer, Natives.expected())).isSameAs(pointer.bytes());
    }
  }

  @Test
  void takesNothingButClassesAndLicences() throws IOException {
    try (JnaJar jar = JnaJar.onClassPath()) {
      assertThat(jar.classes()).extracting(JnaJar.Entry::name).allMatch(n -> n.endsWith(".class"));
      assertThat(jar.licences())
          .extracting(JnaJar.Entry::name)
          .containsExactly("LICENSE", "AL2.0", "LGPL2.1");
    }
  }

  private static byte[] nativeClass() throws IOException {
    try (JnaJar jar = JnaJar.onClassPath()) {
      return jar.entry("com/sun/jna/Native.class").bytes();
    }
  }

  private static Set<String> natives(byte[] bytes) {
    Set<String> found = new TreeSet<>();
    new ClassReader(bytes)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                if ((access & Opcodes.ACC_NATIVE) != 0) {
                  found.add(name + descriptor);
                }
                return null;
              }
            },
            ClassReader.SKIP_CODE);
    return found;
  }
}
