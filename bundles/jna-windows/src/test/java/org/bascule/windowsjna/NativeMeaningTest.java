package org.bascule.windowsjna;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

class NativeMeaningTest {
  @TempDir Path folder;

  private final NativeMeaning meaning = new NativeMeaning(this::place);

  private URL place(String name) {
    try {
      Path file = folder.resolve(name.replace('.', '/') + ".class");
      return Files.exists(file) ? file.toUri().toURL() : null;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] write(String name, byte[] classFile) throws IOException {
    Path file = folder.resolve(name + ".class");
    Files.createDirectories(file.getParent());
    return Files.readAllBytes(Files.write(file, classFile));
  }

  /** A class with a native method, which names these. */
  private static byte[] guest(String name, String parent, String... faces) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, parent, faces);
    int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_NATIVE;
    writer.visitMethod(access, "call", "()V", null, null).visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** A class that calls {@code Native.register} for another. */
  private static byte[] registrar(String name, String other) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "register", "()V", null, null);
    code.visitCode();
    code.visitLdcInsn(Type.getObjectType(other));
    code.visitLdcInsn("dll");
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        "com/sun/jna/Native",
        "register",
        "(Ljava/lang/Class;Ljava/lang/String;)V",
        false);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  @Test
  void aClassThatNobodyRegistersMeansJni() throws IOException {
    write("a/Other", registrar("a/Other", "a/Another"));
    assertThat(meaning.isJna("a.Guest", write("a/Guest", guest("a/Guest", "java/lang/Object"))))
        .isFalse();
  }

  @Test
  void aClassMeansWhatItNamesOrWhatTheOneAroundItNames() throws IOException {
    byte[] library = guest("a/Library", "java/lang/Object", "com/sun/jna/Library");
    assertThat(meaning.isJna("a.Library", write("a/Library", library))).isTrue();
    byte[] nested = guest("a/Library$Inner", "java/lang/Object");
    assertThat(meaning.isJna("a.Library$Inner", write("a/Library$Inner", nested))).isTrue();
  }

  @Test
  void aClassMeansWhatItsAncestorsName() throws IOException {
    write("a/Face", guest("a/Face", "java/lang/Object", "com/sun/jna/Library"));
    write("a/Parent", guest("a/Parent", "java/lang/Object", "a/Face"));
    byte[] child = guest("a/Child", "a/Parent");
    assertThat(meaning.isJna("a.Child", write("a/Child", child))).isTrue();
    byte[] stranger = guest("a/Stranger", "b/Elsewhere", "java/lang/Runnable");
    assertThat(meaning.isJna("a.Stranger", write("a/Stranger", stranger))).isFalse();
  }

  @Test
  void aClassThatOneOfItsFolderRegistersMeansJna() throws IOException {
    write("b/Registrar", registrar("b/Registrar", "a/Guest"));
    assertThat(meaning.isJna("a.Guest", write("a/Guest", guest("a/Guest", "java/lang/Object"))))
        .isTrue();
  }

  @Test
  void aClassThatOneOfItsJarRegistersMeansJna() throws IOException {
    Path jar = folder.resolve("guest.jar");
    byte[] guest = guest("a/Guest", "java/lang/Object");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      entries.putNextEntry(new JarEntry("a/Guest.class"));
      entries.write(guest);
      entries.putNextEntry(new JarEntry("b/Registrar.class"));
      entries.write(registrar("b/Registrar", "a/Guest"));
    }
    URL place = URI.create("jar:" + jar.toUri() + "!/a/Guest.class").toURL();
    NativeMeaning inJar = new NativeMeaning(name -> name.equals("a.Guest") ? place : null);
    assertThat(inJar.isJna("a.Guest", guest)).isTrue();
  }
}
