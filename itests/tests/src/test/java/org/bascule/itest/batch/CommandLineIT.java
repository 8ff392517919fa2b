package org.bascule.itest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.bascule.itest.WideOnly;
import org.bascule.itest.batch.Launcher.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Commands from a script: the result on stdout and nothing else, errors on stderr, and the status.
 */
@WideOnly("what the launcher does by default, and the manual shows, has the default width")
class CommandLineIT {
  private static final String DEMO = "itests/dlls/target/dlls/x64/demo.dll";
  private static final String ZLIB = "/usr/x86_64-w64-mingw32/lib/zlib1.dll";
  private static final long SECOND_START_MILLISECONDS = 3000;

  private final Launcher launcher = Launcher.shipped();

  static Stream<Arguments> results() {
    return Stream.of(
        Arguments.of("wine:call msvcrt \"double pow(double x, double y)\" 2 10", "1024\\.0"),
        Arguments.of("wine:call msvcrt \"size_t strlen(const char *s)\" \"Zugbrücke\"", "10"),
        Arguments.of(
            "wine:call -p 1252 msvcrt \"size_t strlen(const char *s)\" \"Zugbrücke\"", "9"),
        Arguments.of("wine:call msvcrt \"size_t wcslen(const wchar_t *s)\" \"a😀b\"", "4"),
        Arguments.of("wine:call kernel32 \"DWORD GetCurrentProcessId(void)\"", "[1-9][0-9]*"),
        Arguments.of(
            "wine:call kernel32 \"HANDLE GetModuleHandleW(const wchar_t *n)\" kernel32.dll",
            "0x0000[0-9a-f]{12}"),
        Arguments.of(
            "wine:call " + DEMO + " \"float simplefunc(float a, float b)\" 20.0 1.07",
            "1\\.3084[0-9]*"),
        Arguments.of("wine:call " + ZLIB + " \"const char *zlibVersion(void)\"", "1\\.[0-9.]+"));
  }

  @ParameterizedTest
  @MethodSource("results")
  void theResultIsAllThatStdoutHas(String command, String expected) throws Exception {
    Outcome outcome = launcher.command(command);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).matches(expected + "\n");
    assertThat(outcome.status()).isEqualTo(0);
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(
            "wine:call nosuch \"int f(void)\"",
            """
            BSC-201 cannot load library nosuch
              where: searched:
                *bascule/prefix/drive_c/windows/system32
              expected: a DLL of that name there or among Wine's own
              actual: none
              remedy: give the DLL's path, or add its directory to library.path
            """),
        Arguments.of(
            "wine:call msvcrt \"int nosuch(void)\"",
            """
            BSC-207 cannot find the function nosuch in msvcrt
              where: C:\\windows\\system32\\msvcrt.dll
              expected: an export of that name
              actual: nearest of * exports: *, *, *
              remedy: correct the name; wine:exports lists them all
            """),
        Arguments.of(
            "wine:call msvcrt \"double pow(double x)\" 2 10",
            """
            BSC-401 cannot call msvcrt.pow
              where: double pow(double x)
              expected: 1 argument
              actual: 2
              remedy: pass one argument for each parameter; nothing was sent
            """),
        Arguments.of(
            "wine:call msvcrt \"int f(struct s)\" 1",
            """
            BSC-302 cannot bind msvcrt.f
              where: column 7
                int f(struct s)
                      ^
              expected: a type that a marshaller takes
              actual: struct s; none of the * marshaller factories takes it
              remedy: use another type, or install a bundle whose marshaller takes this one
            """));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void anErrorIsOneBlockOnStderr(String command, String expected) throws Exception {
    Outcome outcome = launcher.command(command);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).matches("\\Q" + expected.replace("*", "\\E[^\n]*\\Q") + "\\E");
    assertThat(outcome.status()).isEqualTo(1);
  }

  @Test
  void anUnknownCommandIsAnError() throws Exception {
    Outcome outcome = launcher.command("wine:dance");
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .isEqualTo("Command not found: wine:dance\n  remedy: help lists the commands\n");
    assertThat(outcome.status()).isEqualTo(1);
  }

  @Test
  void aWrongCommandLineIsStatus2() throws Exception {
    Outcome outcome = launcher.run(List.of("--frobnicate"));
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .isEqualTo("usage: bascule [-c 'COMMAND'], or bascule java and the arguments of java\n");
    assertThat(outcome.status()).isEqualTo(2);
  }

  @Test
  void whatADllPrintsDoesNotGetIntoTheResult() throws Exception {
    Outcome outcome =
        launcher.command("wine:call " + DEMO + " \"int print_line(const char *s)\" hello");
    assertThat(outcome.out()).isEqualTo("6\n");
    assertThat(outcome.status()).isEqualTo(0);
  }

  @Test
  void aSecondStartAnswersInLessThanThreeSeconds() throws Exception {
    String command = "wine:call msvcrt \"int abs(int n)\" -5";
    launcher.command(command);
    long best = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 3; attempt++) {
      Outcome outcome = launcher.command(command);
      assertThat(outcome.out()).isEqualTo("5\n");
      best = Math.min(best, outcome.milliseconds());
    }
    assertThat(best).isLessThan(SECOND_START_MILLISECONDS);
  }
}
