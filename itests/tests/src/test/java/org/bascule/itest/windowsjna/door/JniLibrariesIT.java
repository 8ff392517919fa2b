package org.bascule.itest.windowsjna.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.bascule.itest.TestBed;
import org.bascule.itest.WideOnly;
import org.bascule.itest.windowsjna.door.JavaDoor.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Libraries for JNI: those of Linux are loaded, and DLLs are refused with the reason. */
@WideOnly("the JVM has one width")
class JniLibrariesIT {
  @TempDir Path folder;

  private Path dll;
  private String jar;

  @BeforeEach
  void deliver() throws Exception {
    dll = Files.copy(Path.of(TestBed.demo()), folder.resolve("Vendor.dll"));
    Files.copy(TestBed.sharedObject(), folder.resolve("libreal.so"));
    jar = Vendor.jar(folder, "JniVendor").toString();
  }

  private Outcome load(String way, String library) throws Exception {
    return JavaDoor.shipped(folder)
        .run("-Djava.library.path=" + folder, "-cp", jar, Vendor.name("JniVendor"), way, library);
  }

  private static String refusal(String name, String actual) {
    return """
        Exception in thread "main" java.lang.UnsatisfiedLinkError: BSC-303 cannot load the JNI library %s
          expected: a library for JNI that was made for Linux
          actual: %s; this JVM is one of Linux, into which no DLL can be loaded
          remedy: take the Linux edition of that library, or call the DLL's functions by JNA; what begins \
        with Java_ needs a JVM inside of Windows
        """
        .formatted(name, actual);
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "runtime name", "reference"})
  void aDllInTheLibraryPathIsNamed(String way) throws Exception {
    Outcome outcome = load(way, "vendor");
    assertThat(outcome.err()).startsWith(refusal("vendor", dll.toString()));
    assertThat(outcome.status()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "runtime file"})
  void soIsTheFileOfADll(String way) throws Exception {
    assertThat(load(way, dll.toString()).err()).startsWith(refusal(dll.toString(), dll.toString()));
  }

  @Test
  void whatIsNowhereIsSaidToBeNowhere() throws Exception {
    assertThat(load("name", "nosuch").err())
        .startsWith(refusal("nosuch", "neither libnosuch.so nor nosuch.dll in " + folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "runtime name", "reference"})
  void librariesOfLinuxAreLoadedByName(String way) throws Exception {
    assertThat(load(way, "real")).isEqualTo(new Outcome(0, "loaded\n", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "runtime file"})
  void andByFile(String way) throws Exception {
    assertThat(load(way, folder.resolve("libreal.so").toString()))
        .isEqualTo(new Outcome(0, "loaded\n", ""));
  }

  @Test
  void anErrorOfALinuxLibraryStaysAsItIs() throws Exception {
    Path broken = Files.writeString(folder.resolve("libbroken.so"), "nothing");
    assertThat(load("file", broken.toString()).err())
        .contains("java.lang.UnsatisfiedLinkError: " + broken + ": " + broken + ": file too short")
        .doesNotContain("BSC");
  }
}
