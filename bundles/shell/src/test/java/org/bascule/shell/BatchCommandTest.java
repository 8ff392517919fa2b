package org.bascule.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.bascule.bridge.CallResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchCommandTest {
  private final FakeBascule bascule = new FakeBascule();
  private final FakeBatch batch = bascule.session.batch;
  private final Gogo gogo = new Gogo(bascule);

  @AfterEach
  void close() {
    gogo.close();
  }

  @Test
  void printsALineForEachCall() {
    batch.outputs.add(new CallResult.Output("value", new int[] {42}));

    assertThat(
            gogo.run(
                "wine:batch kernel32 [\"void *open(const char *name, int mode)\" \"a, b\" -5]"
                    + " msvcrt [\"int f(void *a, int b[2])\" '$1' [1,2]] [\"int g(int a)\" \\$2]"))
        .isZero();

    assertThat(gogo.out())
        .isEqualTo(
            """
            call  function  status    last error  result
            $1    f         returned           7  1
            $2    f         returned           7  2
            $3    f         returned           7  3
            $1 value = [42]
            $2 value = [42]
            $3 value = [42]
            """);
    assertThat(batch.recorded)
        .containsExactly(
            "void *open(const char *name, int mode) [a, b, -5]",
            "int f(void *a, int b[2]) [result of call 0, [1, 2]]",
            "int g(int a) [result of call 1]");
  }

  @Test
  void endsWhereItIsTold() {
    batch.reason = Optional.of("call 1 gave 0");

    assertThat(gogo.run("wine:batch m ['int f()'] --until '== 0' ['int f()'] ['int f()']"))
        .isZero();

    assertThat(batch.recorded)
        .containsExactly("int f() []", "int f() []", "stopIf ZERO", "int f() []", "stopIf ZERO");
    assertThat(gogo.out()).endsWith("ended early: $2 gave 0\n");
  }

  @Test
  void knowsFourPredicates() {
    for (String until : new String[] {"!= 0", "<0", ">= 0"}) {
      gogo.run("wine:batch --until '" + until + "' m ['int f()']");
    }

    assertThat(batch.recorded)
        .contains("stopUnless ZERO", "stopIf NEGATIVE", "stopUnless NEGATIVE");
    assertThat(gogo.run("wine:batch --until '> 0' m ['int f()']")).isEqualTo(1);
    assertThat(gogo.err())
        .isEqualTo(
            """
            BSC-406 cannot run wine:batch
              where: --until
              expected: '== 0', '!= 0', '< 0' or '>= 0'
              actual: > 0
              remedy: type: %s
            """
                .formatted(USAGE));
  }

  @Test
  void failsWithWhatACallHasFailedWith() {
    batch.failing = 1;
    batch.failure = new IllegalStateException("no counter");
    batch.reason = Optional.of("call 1 failed: no counter");

    assertThat(gogo.run("wine:batch m ['int f()'] ['int g()'] ['int h()']")).isEqualTo(1);

    assertThat(gogo.out())
        .isEqualTo(
            """
            call  function  status    last error  result
            $1    f         returned           7  1
            $2    f         failed             0
            $3    f         not made           0
            ended early: $2 failed: no counter
            """);
    assertThat(gogo.err()).contains("no counter");
  }

  @Test
  void takesResultsOfEarlierCallsOnly() {
    assertThat(gogo.run("wine:batch m ['int f(int a)' '$1']")).isEqualTo(1);

    assertThat(gogo.err())
        .isEqualTo(
            """
            BSC-406 cannot run wine:batch
              where: argument 0 of call 1
              expected: the number of a call before it
              actual: $1
              remedy: type: %s
            """
                .formatted(USAGE));
  }

  @Test
  void saysHowItIsUsed() {
    assertThat(gogo.run("wine:batch msvcrt")).isEqualTo(1);
    assertThat(gogo.run("wine:batch ['int f()']")).isEqualTo(1);
    assertThat(gogo.err())
        .isEqualTo(
            """
            BSC-401 cannot run wine:batch
              expected: a library and a call in brackets behind it
              actual: no call
              remedy: type: %1$s
            BSC-401 cannot run wine:batch
              where: call 1
              expected: a library before it, and a prototype in it
              actual: no library
              remedy: type: %1$s
            """
                .formatted(USAGE));
  }

  private static final String USAGE =
      "wine:batch [-a|--abi X64|X86] [-p|--codepage N] [--strict] [--timeout TIME] [--until '!= 0']"
          + " LIBRARY|ADDRESS [\"PROTOTYPE\" ARGS...]...";
}
