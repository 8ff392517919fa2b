package org.bascule.transport.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

/** What is said where JNA may not, or cannot, call Linux. */
class NativeAccessTest {
  private static final Module NAMED = Object.class.getModule();
  private static final Module UNNAMED = NativeAccessTest.class.getModule();
  private static final String IN_AN_UNNAMED_MODULE =
      """
      BSC-108 cannot start the Wine host
        where: com.sun.jna.Native in an unnamed module
        expected: native access, which JNA needs in order to call Linux
        actual: this JVM denies it to whoever was not named at its start
        remedy: start the JVM with --enable-native-access=ALL-UNNAMED, or with -jar and \
      Enable-Native-Access: ALL-UNNAMED in the manifest""";

  @Test
  void aJvmThatAllowsItIsNoError() {
    assertThatCode(NativeAccess::require).doesNotThrowAnyException();
    assertThat(NativeAccess.missing()).isEmpty();
  }

  @Test
  void aRefusalNamesTheOption() {
    assertThat(message(new ExceptionInInitializerError(new IllegalCallerException("no")), UNNAMED))
        .isEqualTo(IN_AN_UNNAMED_MODULE);
  }

  @Test
  void soDoesEachLaterOneOfWhichTheJvmHasKeptTheTextOnly() {
    NoClassDefFoundError later = new NoClassDefFoundError("Could not initialize class");
    later.initCause(
        new ExceptionInInitializerError(
            "Exception java.lang.IllegalCallerException: no [in thread \"main\"]"));
    assertThat(message(later, UNNAMED)).isEqualTo(IN_AN_UNNAMED_MODULE);
  }

  @Test
  void aNamedModuleIsNamedInTheRemedy() {
    assertThat(message(new ExceptionInInitializerError(new IllegalCallerException("no")), NAMED))
        .isEqualTo(
            """
            BSC-108 cannot start the Wine host
              where: com.sun.jna.Native in the module java.base
              expected: native access, which JNA needs in order to call Linux
              actual: this JVM denies it to whoever was not named at its start
              remedy: start the JVM with --enable-native-access=java.base""");
  }

  @Test
  void aLibraryThatCannotBeUnpackedLeadsToTheTemporaryDirectory() {
    assertThat(message(new UnsatisfiedLinkError("JNA temporary directory is full"), UNNAMED))
        .isEqualTo(
            """
            BSC-108 cannot start the Wine host
              where: com.sun.jna.Native
              expected: JNA's native library, which it unpacks into a temporary directory and loads
              actual: JNA temporary directory is full
              remedy: name a directory that can be written to and is not mounted noexec: \
            -Djna.tmpdir=DIRECTORY; and see that no other JNA is on the class path""");
  }

  private static String message(LinkageError failure, Module module) {
    return NativeAccess.diagnosis(failure, module).message();
  }
}
