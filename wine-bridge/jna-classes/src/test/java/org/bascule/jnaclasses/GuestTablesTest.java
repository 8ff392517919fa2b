package org.bascule.jnaclasses;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;

class GuestTablesTest {
  private static void pass(String file, ClassVisitor change) throws IOException {
    try (JnaJar jar = JnaJar.onClassPath()) {
      new ClassReader(jar.entry(file).bytes()).accept(change, 0);
    }
  }

  @Test
  void refusesAJnaWithoutOneOfItsMaps() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                pass(
                    "com/sun/jna/Structure.class",
                    new GuestTables(new ClassWriter(0), Set.of("fieldList", "gone"))))
        .withMessage("JNA has no maps [gone] where they were known");
  }

  @Test
  void refusesAJnaWhoseThreadLocalIsAnotherClass() {
    assertThatIllegalStateException()
        .isThrownBy(() -> pass("com/sun/jna/Memory.class", new WorldLocalClass(new ClassWriter(0))))
        .withMessage("com/sun/jna/Memory was known as a thread-local, and is none");
  }

  @Test
  void refusesAJnaThatCleansOrTellsInAnotherWay() {
    assertThatIllegalStateException()
        .isThrownBy(() -> pass("com/sun/jna/Memory.class", new CleanerClass(new ClassWriter(0))))
        .withMessage("com.sun.jna.internal.Cleaner makes no thread");
    assertThatIllegalStateException()
        .isThrownBy(() -> pass("com/sun/jna/Memory.class", new HandlerField(new ClassWriter(0))))
        .withMessage("com.sun.jna.Native has no callbackExceptionHandler as it was known");
  }

  @Test
  void knowsAllOfThisJna() {
    assertThatNoException()
        .isThrownBy(
            () -> {
              Natives expected = Natives.expected();
              try (JnaJar jar = JnaJar.onClassPath()) {
                jar.classes().forEach(entry -> JnaClasses.changed(entry, expected));
              }
            });
  }
}
