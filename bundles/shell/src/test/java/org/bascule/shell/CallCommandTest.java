package org.bascule.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bascule.bridge.CallResult;
import org.bascule.bridge.MemoryMode;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.LinkError;
import org.bascule.spi.Abi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallCommandTest {
  private static final String USAGE =
      "wine:call [-a|--abi X64|X86] [-p|--codepage N] [--strict] [--timeout TIME]"
          + " LIBRARY|ADDRESS \"PROTOTYPE\" ARGS...";

  private final FakeBascule bascule = new FakeBascule();
  private final FakeSession session = bascule.session;
  private final Gogo gogo = new Gogo(bascule);

  @AfterEach
  void close() {
    gogo.close();
  }

  @Test
  void printsTheResultAlone() {
    session.result = 1024.0;

    int status = gogo.run("wine:call msvcrt \"double pow(double x, double y)\" 2 10");

    assertThat(status).isZero();
    assertThat(gogo.out()).isEqualTo("1024.0\n");
    assertThat(gogo.err()).isEmpty();
    assertThat(session.library).isEqualTo("msvcrt");
    assertThat(session.prototype).isEqualTo("double pow(double x, double y)");
    assertThat(session.arguments).containsExactly("2", "10");
    assertThat(session.codePage).isEqualTo(-1);
  }

  @Test
  void printsNothingForVoid() {
    assertThat(gogo.run("wine:call msvcrt 'void f(void)'")).isZero();
    assertThat(gogo.out()).isEmpty();
  }

  @Test
  void printsTheOnlyOutputOfAVoidFunctionAlone() {
    session.outputs.add(new CallResult.Output("a", new float[] {3.72f, 5.74f}));

    assertThat(gogo.run("wine:call demo 'void bubblesort(float a[n], int n)' [5.74,3.72] 2"))
        .isZero();

    assertThat(gogo.out()).isEqualTo("[3.72, 5.74]\n");
    assertThat(session.arguments).containsExactly(List.of("5.74", "3.72"), "2");
  }

  @Test
  void namesOutputsBesideAResult() {
    session.result = 3;
    session.outputs.add(new CallResult.Output("remainder", new int[] {1}));
    session.outputs.add(
        new CallResult.Output("image", Map.of("data", new short[][] {{1, 2}, {3}})));

    gogo.run("wine:call demo 'int f(void)'");

    assertThat(gogo.out()).isEqualTo("3\nremainder = [1]\nimage = {data=[[1, 2], [3]]}\n");
  }

  @Test
  void lendsABlockOfCommandsToTheDllAndPrintsItsCalls() {
    session.names.add("get");

    gogo.run("wine:call demo 'int f(int (*get)(int, const char *))' { x = $it; %(x * 2) }");

    assertThat(gogo.err()).isEmpty();
    assertThat(gogo.out()).isEqualTo("get(3, text) = 6\n6\n");
  }

  @Test
  void explainsPlansAndLayouts() {
    gogo.run("wine:explain demo 'int f(void)'");
    gogo.run("wine:layout 'struct { int a; }'");
    gogo.run("wine:declare 'typedef int T;'");

    assertThat(gogo.out())
        .isEqualTo(
            "the plan of int f(void)\nthe layout of struct { int a; }\nstruct s\ntypedef int T;\n");
  }

  @Test
  void readsAndWritesVariablesByNameAndByAddress() {
    gogo.run("wine:get demo 'int counter'");
    gogo.run("wine:get 0x7FF0 'struct point'");
    gogo.run("wine:set demo 'int counter' -5");
    gogo.run("wine:set 0x10 'int[2]' [1,2]");
    gogo.run("wine:call 0xabc 'int f(int)' 7");

    assertThat(gogo.out()).isEqualTo("int counter in demo\nstruct point in 0x0000000000007ff0\n");
    assertThat(session.arguments)
        .containsExactly(
            "demo", "int counter", "-5", "0x0000000000000010", "int[2]", List.of("1", "2"), "7");
    assertThat(session.library).isEqualTo("0x0000000000000abc");
  }

  @Test
  void saysHowAVariableIsWritten() {
    gogo.run("wine:set demo 'int counter'");

    assertThat(gogo.err())
        .isEqualTo(
            """
            BSC-401 cannot run wine:set
              expected: a library or address, a declaration and a value
              actual: 2 words
              remedy: type: wine:set [-a|--abi X64|X86] LIBRARY|ADDRESS "DECLARATION" VALUE
            """);
  }

  @Test
  void handsTextOverAsItWasTyped() {
    gogo.run(
        "wine:call kernel32.dll \"int f(...)\""
            + " -5 20.0 1.10 007 18446744073709551615 0x10 \"Zugbrücke\" a😀b true null"
            + " '12.50' \"\" /tmp/a/b.dll ../c.dll --x");

    assertThat(gogo.err()).isEmpty();
    assertThat(session.library).isEqualTo("kernel32.dll");
    assertThat(session.arguments)
        .containsExactly(
            "-5",
            "20.0",
            "1.10",
            "007",
            "18446744073709551615",
            "0x10",
            "Zugbrücke",
            "a😀b",
            "true",
            "null",
            "12.50",
            "",
            "/tmp/a/b.dll",
            "../c.dll",
            "--x");
  }

  @Test
  void handsListsOver() {
    gogo.run("wine:call demo 'void bubblesort(float *a, int n)' [3 1.5 2] 3");

    assertThat(session.arguments).containsExactly(List.of(3L, 1.5, 2L), "3");
  }

  @Test
  void takesPathsWithSpaces() {
    gogo.run("wine:call '/tmp/my dlls/demo.dll' 'int f(void)'");

    assertThat(session.library).isEqualTo("/tmp/my dlls/demo.dll");
  }

  @Test
  void takesACodePageInFrontOfTheLibrary() {
    gogo.run("wine:call -p 1252 msvcrt 'size_t strlen(const char *s)' x");
    assertThat(session.codePage).isEqualTo(1252);

    gogo.run("wine:call --codepage 437 msvcrt 'size_t strlen(const char *s)' x");
    assertThat(session.codePage).isEqualTo(437);

    gogo.run("wine:call -p 437 -p 850 msvcrt 'size_t strlen(const char *s)' x");
    assertThat(session.codePage).as("the last one wins").isEqualTo(850);
  }

  @Test
  void takesTheWidthThatIsTold() {
    gogo.run("wine:call -a X86 msvcrt 'int f(void)'");
    gogo.run("wine:call --abi x64 -p 1252 msvcrt 'int f(void)'");
    gogo.run("wine:get -a X86 demo 'int counter'");
    gogo.run("wine:set -a X64 demo 'int counter' 1");
    gogo.run("wine:explain -a X86 demo 'int f(void)'");
    gogo.run("wine:layout --abi X86 'struct { int a; }'");
    gogo.run("wine:declare -a X86 'typedef int T;'");
    gogo.run("wine:exports -a X64 demo");

    assertThat(gogo.err()).isEmpty();
    assertThat(bascule.widths)
        .containsExactly(Abi.X86, Abi.X64, Abi.X86, Abi.X64, Abi.X86, Abi.X86, Abi.X86, Abi.X64);
    assertThat(session.codePage).isEqualTo(1252);
  }

  @Test
  void refusesAnUnknownWidth() {
    assertThat(gogo.run("wine:layout -a 32 'int'")).isEqualTo(1);
    assertThat(gogo.err())
        .isEqualTo(
            """
            BSC-406 cannot run wine:layout
              where: width
              expected: X64 or X86
              actual: "32"
              remedy: type: wine:layout [-a|--abi X64|X86] "TYPE"
            """);
  }

  @Test
  void leavesOptionsBehindThePrototypeToTheDll() {
    gogo.run("wine:call msvcrt 'size_t strlen(const char *s)' -p 1252");

    assertThat(session.codePage).isEqualTo(-1);
    assertThat(session.arguments).containsExactly("-p", "1252");
  }

  @Test
  void lendsStrictlyIfToldTo() {
    gogo.run("wine:call --strict -p 1252 msvcrt 'int f(int n)' --strict");
    assertThat(session.memory).contains(MemoryMode.STRICT);
    assertThat(session.codePage).isEqualTo(1252);
    assertThat(session.arguments).containsExactly("--strict");

    gogo.run("wine:call msvcrt 'int f(void)'");
    assertThat(session.memory).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"30, 30000", "0.5, 500", "500ms, 500", "2s, 2000", "5m, 300000", "0, 0"})
  void limitsACallIfToldTo(String typed, long millis) {
    gogo.run("wine:call --timeout " + typed + " msvcrt 'int f(int n)' --timeout");
    assertThat(session.timeout).contains(Duration.ofMillis(millis));
    assertThat(session.arguments).containsExactly("--timeout");

    gogo.run("wine:call msvcrt 'int f(void)'");
    assertThat(session.timeout).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "1h", "1.2345"})
  void refusesATimeThatIsNone(String typed) {
    assertThat(gogo.run("wine:call --timeout " + typed + " msvcrt 'int f(void)'")).isEqualTo(1);
    assertThat(gogo.err())
        .isEqualTo(
            "BSC-406 cannot run wine:call\n"
                + "  where: timeout\n"
                + "  expected: a time such as 30, 0.5, 500ms, 2s or 5m\n"
                + "  actual: \"%s\"\n".formatted(typed)
                + ("  remedy: type: " + USAGE + "\n"));
  }

  @Test
  void refusesAnUnknownOption() {
    assertThat(gogo.run("wine:call -x msvcrt 'int f(void)'")).isEqualTo(1);
    assertThat(gogo.out()).isEmpty();
    assertThat(gogo.err())
        .isEqualTo(
            "BSC-406 cannot run wine:call\n"
                + "  where: -x\n"
                + "  expected: the option -a or --abi, -p or --codepage, --strict, --timeout\n"
                + "  actual: unknown option\n"
                + ("  remedy: type: " + USAGE + "\n"));
  }

  @Test
  void refusesACodePageThatIsNoNumber() {
    assertThat(gogo.run("wine:call -p latin1 msvcrt 'int f(void)'")).isEqualTo(1);
    assertThat(gogo.err())
        .isEqualTo(
            "BSC-406 cannot run wine:call\n"
                + "  where: code page\n"
                + "  expected: a number such as 65001 or 1252\n"
                + "  actual: \"latin1\"\n"
                + ("  remedy: type: " + USAGE + "\n"));
  }

  @Test
  void refusesAMissingPrototype() {
    assertThat(gogo.run("wine:call msvcrt")).isEqualTo(1);
    assertThat(gogo.err())
        .isEqualTo(
            "BSC-401 cannot run wine:call\n"
                + "  expected: a library and a prototype\n"
                + "  actual: 1 of the two were given\n"
                + ("  remedy: type: " + USAGE + "\n"));
  }

  @Test
  void refusesAnOptionWithoutItsValue() {
    assertThat(gogo.run("wine:call -p")).isEqualTo(1);
    assertThat(gogo.err())
        .isEqualTo(
            "BSC-401 cannot run wine:call\n"
                + "  where: -p\n"
                + "  expected: a code page behind -p\n"
                + "  actual: nothing\n"
                + ("  remedy: type: " + USAGE + "\n"));
  }

  @Test
  void showsALinkErrorAsItsDiagnosis() {
    session.error =
        new LinkError(
            new Diagnosis(
                ErrorCode.LIBRARY_NOT_FOUND,
                "load library nosuch",
                "",
                "nosuch.dll",
                "no such file",
                "name its path"));

    assertThat(gogo.run("wine:call nosuch 'int f(void)'")).isEqualTo(1);
    assertThat(gogo.out()).isEmpty();
    assertThat(gogo.err())
        .isEqualTo(
            "BSC-201 cannot load library nosuch\n"
                + "  expected: nosuch.dll\n"
                + "  actual: no such file\n"
                + "  remedy: name its path\n");
  }
}
