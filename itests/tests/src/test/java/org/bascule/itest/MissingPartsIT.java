package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.bascule.bridge.Check;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.error.LinkError;
import org.bascule.error.NativeFaultException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a DLL needs and is not there is named: at the call, when it is bound, when it is loaded. */
class MissingPartsIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  /** Of random.dll. */
  public interface RandomBytes {
    int rust_bytes(byte[] into, long size);

    int go_bytes(byte[] into, long size);
  }

  /** Whatever was missing, the session goes on. */
  @AfterEach
  void theSessionStillWorks() {
    assertThat(WINE.demo("int add(int a, int b)", 1, 2)).isEqualTo(3);
  }

  @Test
  @WideOnly(
      "of what older 32-bit MinGWs make of a delayed import nothing is left to see: it jumps to 0")
  void aDllThatIsLookedForAtTheCallIsNamedByTheCall() {
    assertThat(call("delayed", "int early(int value)", 5)).isEqualTo(6);
    assertThatThrownBy(() -> call("delayed", "int use_late(int value)", 5))
        .isInstanceOf(NativeFaultException.class)
        .hasMessage(
            """
            BSC-509 cannot call %s.use_late
              expected: what it imports when it first calls it: late_fn of late.dll
              actual: late.dll cannot be loaded
              remedy: put late.dll beside the DLL that was called, or add its directory to \
            library.path; the session goes on, and what the function changed before stays changed""",
            dll("delayed"));
    assertThat(call("delayed", "int early(int value)", 6)).isEqualTo(7);
  }

  @Test
  @WideOnly(
      "of what older 32-bit MinGWs make of a delayed import nothing is left to see: it jumps to 0")
  void aFunctionThatIsLookedForAtTheCallToo() {
    assertThatThrownBy(() -> call("delayed", "int use_missing(int value)", 5))
        .isInstanceOf(NativeFaultException.class)
        .hasMessage(
            """
            BSC-509 cannot call %s.use_missing
              expected: what it imports when it first calls it: not_there of sibling.dll
              actual: sibling.dll has no not_there
              remedy: use the edition of sibling.dll that the DLL was made for; the session goes \
            on, and what the function changed before stays changed""",
            dll("delayed"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gone | nowhere.func, but nowhere.dll is missing",
        "lacking | kernel32.NoSuchFunctionOfWindows, which this Wine does not have",
        "unknown | sibling.nothing, but sibling.dll does not export nothing",
        "#1 | nowhere.func, but nowhere.dll is missing"
      })
  void forwardersToNowhereAreToldFromWrongNames(String export, String where) {
    assertThat(call("forwarding", "DWORD own_id(void)")).isNotEqualTo(0);
    assertThatThrownBy(() -> call("forwarding", "int " + export + "(void)"))
        .isInstanceOf(LinkError.class)
        .hasMessage(
            """
            BSC-207 cannot find the function %s in %s
              where: %s
              expected: an export that leads to a function
              actual: it is forwarded to %s
              remedy: do without it, or have that found; wine:doctor looks at all forwarders""",
            export, dll("forwarding"), windowsPath("forwarding"), where);
  }

  @Test
  void theDoctorFollowsForwarders() {
    assertThat(examine("forwarding"))
        .filteredOn(check -> check.subject().equals("forwarders"))
        .containsExactly(
            nowhere("gone", "nowhere.func, but nowhere.dll is missing"),
            nowhere("lacking", "kernel32.NoSuchFunctionOfWindows, which this Wine does not have"),
            nowhere("unknown", "sibling.nothing, but sibling.dll does not export nothing"));
    assertThat(examine("decorated"))
        .contains(new Check("forwarders", true, "1, each to an export", ""));
  }

  private static Check nowhere(String export, String where) {
    return new Check(
        "forwarders",
        false,
        export + " of forwarding.dll is forwarded to " + where,
        "do without this function");
  }

  @Test
  void aVariableIsNoFunction() {
    assertThatThrownBy(() -> call("variables", "int counter(void)"))
        .isInstanceOf(LinkError.class)
        .hasMessage(
            """
            BSC-207 cannot find the function counter in %s
              where: %s
              expected: a function
              actual: a variable: it lies in memory that is not executable
              remedy: read and write it as a variable: Session.variable, wine:get, wine:set""",
            dll("variables"), windowsPath("variables"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"add | ?add@@YAHHH@Z, _Z3addii", "mul | _ZN2nm3mulEdd"})
  void aPlainNameLeadsToTheDecoratedOnes(String name, String decorated) {
    assertThatThrownBy(() -> call("decorated", "int " + name + "(int a, int b)", 1, 2))
        .isInstanceOf(LinkError.class)
        .hasMessage(
            """
            BSC-207 cannot find the function %s in %s
              where: %s
              expected: an export of that name
              actual: decorated names: %s
              remedy: give the name as the DLL has it: in quotes in a prototype, or in \
            @FunctionName""",
            name, dll("decorated"), windowsPath("decorated"), decorated);
  }

  @Test
  void aPartOfWindowsThatWineDoesNotHaveIsToldFromAFileThatSomebodyForgot() {
    String dll = dll("modern");
    assertThatThrownBy(() -> WINE.session().library(dll))
        .isInstanceOf(LinkError.class)
        .hasMessage(
            """
            BSC-204 cannot load library %1$s
              where: %1$s
              expected: every DLL that it imports
              actual: webauthn.dll is missing; modern.dll imports it; it is a part of Windows \
            (mingw-w64 lists it)
              remedy: this Wine does not have it: use a newer Wine, or put a webauthn.dll that does \
            without Windows beside modern.dll, or add its directory to library.path""",
            dll);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8, 100, 3_000_000})
  void randomBytesAreThereForRustAndForGo(int size) {
    RandomBytes random = WINE.session().load(dll("random"), RandomBytes.class);
    byte[] rust = new byte[size];
    assertThat(random.rust_bytes(rust, size)).isEqualTo(1);
    byte[] go = new byte[size];
    assertThat(random.go_bytes(go, size)).isEqualTo(1);
    if (size > 0) {
      assertThat(rust).isNotEqualTo(new byte[size]).isNotEqualTo(go);
    }
    assertThat(examine("random"))
        .allMatch(Check::passed)
        .endsWith(
            new Check(
                "supplied", true, "bcryptprimitives.dll: Bascule's own, where Wine has none", ""));
  }

  @Test
  void randomBytesForNobodyCostTheCallOnly() {
    assertThatThrownBy(() -> call("random", "int rust_bytes(void *into, size_t size)", null, 8))
        .isInstanceOfSatisfying(
            NativeFaultException.class,
            fault -> assertThat(fault.faultCode()).isEqualTo(0xC0000005));
  }

  private static List<Check> examine(String name) {
    return Standalone.bascule().examineLibrary(TestBed.options(), dll(name));
  }

  private static Object call(String name, String prototype, Object... arguments) {
    return WINE.session().function(dll(name), prototype).call(arguments);
  }

  private static String dll(String name) {
    return TestBed.dll(name).toString();
  }

  private static String windowsPath(String name) {
    Path file = TestBed.dll(name);
    return "Z:" + file.toString().replace('/', '\\');
  }
}
