package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.error.HostEndedException;
import org.bascule.error.NativeFaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a DLL does to its process, the caller gets an exception and lives. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FaultsIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "void null_write(void)          | C0000005 | access violation (0xc0000005) at faults.dll+0x* (null_write+0x*), writing 0x0",
        "int null_read(void)            | C0000005 | access violation (0xc0000005) at faults.dll+0x* (null_read+0x*), reading 0x0",
        "void jump_to_null(void)        | C0000005 | access violation (0xc0000005) at 0x*, executing 0x0",
        "void illegal_instruction(void) | C000001D | illegal instruction (0xc000001d) at faults.dll+0x* (illegal_instruction+0x*)",
        "int stack_overflow(void)       | C00000FD | stack overflow (0xc00000fd) at faults.dll+0x* (*)",
      })
  void saysWhatHappenedWhere(String prototype, String code, String what) {
    String name = prototype.replaceAll(".* (\\w+)\\(.*", "$1");
    NativeFaultException fault = fault(prototype);
    assertThat(fault.faultCode()).isEqualTo(Integer.parseUnsignedInt(code, 16));
    assertThat(fault.faultAddress())
        .satisfiesAnyOf(
            address -> assertThat(address).isNotEqualTo(0),
            address -> assertThat(name).isEqualTo("jump_to_null"));
    assertThat(fault.getMessage()).matches(message(name, what));
    assertTheSessionWorks();
  }

  @Test
  void reportsADivisionByZero() {
    NativeFaultException fault = fault("int divide_by_zero(int a)", 7);
    assertThat(fault.faultCode()).isEqualTo(0xC0000094);
    assertThat(fault.getMessage())
        .matches(
            message(
                "divide_by_zero",
                "integer division by zero (0xc0000094) at faults.dll+0x* (divide_by_zero+0x*)"));
    assertTheSessionWorks();
  }

  private static final String SEE_OUTPUT =
      "see what the DLL has printed: a failed assert() or an uncaught exception says there what it"
          + " was; what the function changed before stays changed";

  private static final String ABORT =
      "abort(), which C++ calls too for an exception that nobody catches (0x40000015)";

  @Test
  void reportsAnExceptionOfCppThatNobodyCatches() {
    NativeFaultException fault = fault("void throw_uncaught(void)");
    // The 32-bit unwinder of MinGW knows nothing of Windows' exceptions.
    assertThat(fault.faultCode()).isEqualTo(TestBed.byWidth(0x20474343, 0x40000015));
    assertThat(fault.getMessage())
        .matches(
            message(
                "throw_uncaught",
                TestBed.byWidth("C++ exception (0x20474343)", ABORT)
                    + " at kernelbase.dll+0x* (RaiseException+0x*)"
                    + TestBed.byWidth(": std::runtime_error, what(): nobody catches this", ""),
                TestBed.byWidth(
                    "see what the DLL's documentation says of that exception; what the function"
                        + " changed before it was thrown stays changed",
                    SEE_OUTPUT)));
    assertTheSessionWorks();
  }

  @Test
  void anAbortCostsItsCallOnly() {
    for (int i = 0; i < 3; i++) {
      NativeFaultException fault = fault("void call_abort(void)");
      assertThat(fault.faultCode()).isEqualTo(0x40000015);
      assertThat(fault.getMessage())
          .matches(
              message(
                  "call_abort", ABORT + " at kernelbase.dll+0x* (RaiseException+0x*)", SEE_OUTPUT));
      assertTheSessionWorks();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "kernel32, KERNEL32, BaseCheckAppcompatCache",
    "msvcrt, msvcrt, _heapused",
    "shell32, shell32, AddCommasW"
  })
  void aFunctionThatWineHasByItsNameOnlyCostsItsCall(String library, String dll, String name) {
    FunctionHandle stub = WINE.session().function(library, "int " + name + "(void)");
    assertThatThrownBy(stub::call)
        .isInstanceOfSatisfying(
            NativeFaultException.class,
            fault -> assertThat(fault.faultCode()).isEqualTo(0x80000100))
        .hasMessage(
            """
            BSC-508 cannot call %1$s.%2$s
              expected: functions that this Wine has code for
              actual: %3$s.dll.%2$s is exported without any
              remedy: call another function, or use a newer Wine; the session goes on, and what \
            the function changed before stays changed"""
                .formatted(library, name, dll));
    assertTheSessionWorks();
  }

  @Test
  void reportsTheDllsOwnExceptionCode() {
    assertThat(fault("void raise_exception(unsigned code)", 0xE0000042L).faultCode())
        .isEqualTo(0xE0000042);
    assertTheSessionWorks();
  }

  @Test
  void leavesExceptionsAloneThatTheDllHandles() {
    assertThat(call(WINE.session(), "int catches_own_exception(int value)", 5)).isEqualTo(5);
    assertThat(call(WINE.session(), "int handles_own_exception(int value)", 6)).isEqualTo(6);
  }

  @Test
  void overflowsTheStackAgainAndAgain() {
    for (int i = 0; i < 5; i++) {
      assertThat(fault("int stack_overflow(void)").faultCode()).isEqualTo(0xC00000FD);
    }
    assertTheSessionWorks();
  }

  @Test
  void survivesThousandsOfFaults() {
    for (int i = 0; i < 5000; i++) {
      assertThat(fault("void null_write(void)").faultCode()).isEqualTo(0xC0000005);
    }
    assertTheSessionWorks();
  }

  @Test
  void restoresTheFloatingPointEnvironment() {
    Object before = call(WINE.session(), "unsigned read_mxcsr(void)");
    call(WINE.session(), "void spoil_environment(void)");
    assertThat(call(WINE.session(), "unsigned read_mxcsr(void)")).isEqualTo(before);
    assertThat(WINE.demo("double add_doubles(double a, double b)", 0.1, 0.2)).isEqualTo(0.1 + 0.2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "void exit_process(unsigned status)",
        "void exit_runtime(int status)",
        "void terminate_process(unsigned status)"
      })
  void theEndOfTheProcessIsAnExceptionThatSaysSo(String prototype) {
    try (Session session = Standalone.bascule().open(TestBed.options())) {
      HostEndedException ended =
          catchThrowableOfType(HostEndedException.class, () -> call(session, prototype, 42));
      assertThat(ended).as(prototype).isNotNull();
      assertThat(session.end()).isPresent();
      assertThat(session.end().get().exitStatus()).isEqualTo(42);
      assertThat(ended.getMessage()).contains("42");
    }
  }

  private static NativeFaultException fault(String prototype, Object... arguments) {
    NativeFaultException fault =
        catchThrowableOfType(
            NativeFaultException.class, () -> call(WINE.session(), prototype, arguments));
    assertThat(fault).as(prototype).isNotNull();
    return fault;
  }

  /** The whole message; {@code *} stands for hexadecimal digits. */
  private static String message(String function, String what) {
    return message(
        function,
        what,
        "compare the prototype with the DLL's header: wrong types or sizes are the usual cause; what"
            + " the function changed before the fault stays changed");
  }

  private static String message(String function, String what, String remedy) {
    String text =
        """
        BSC-501 cannot call %s.%s
          expected: that the function returns
          actual: %s
          remedy: %s"""
            .formatted(TestBed.faults(), function, what, remedy);
    return "\\Q" + text.replace("*", "\\E[0-9a-zA-Z_+]+\\Q") + "\\E";
  }

  private static Object call(Session session, String prototype, Object... arguments) {
    return session.function(TestBed.faults(), prototype).call(arguments);
  }

  private static void assertTheSessionWorks() {
    assertThat(WINE.demo("int add(int a, int b)", 1, 2)).isEqualTo(3);
  }
}
