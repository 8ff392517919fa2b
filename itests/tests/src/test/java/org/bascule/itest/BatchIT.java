package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bascule.bridge.Batch;
import org.bascule.bridge.BatchResult;
import org.bascule.bridge.BatchResult.Status;
import org.bascule.bridge.CallResult;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.error.HostEndedException;
import org.bascule.error.NativeFaultException;
import org.bascule.spi.Address;
import org.bascule.spi.NativeFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls that are recorded and made together. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BatchIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private final FunctionHandle open = many("void *open_counter(const char *name, int value)");
  private final FunctionHandle bump = many("int bump(void *which, int by)");
  private final FunctionHandle close = many("int close_counter(void *which)");
  private final FunctionHandle quotient = many("int quotient(int a, int b)");
  private final Batch batch = WINE.session().batch();

  private static FunctionHandle many(String prototype) {
    return WINE.session().function(TestBed.dll("many").toString(), prototype);
  }

  @Test
  void resultsAreArgumentsOfLaterCalls() {
    FunctionHandle read =
        many("int read_counter(void *which, char name[16], int size, int *value)");
    Batch.Call opened = batch.call(open, "Zugbrücke", 40).stopIf(Batch.Is.ZERO);
    Batch.Call bumped = batch.call(bump, opened.result(), 2);
    byte[] name = new byte[16];
    int[] value = new int[1];
    Batch.Call seen = batch.call(read, opened.result(), name, 16, value);
    Batch.Call twice = batch.call(bump, opened.result(), bumped.result());
    Batch.Call closed = batch.call(close, opened.result());
    BatchResult result = batch.run();
    assertThat(result.reason()).isEmpty();
    assertThat(result.isComplete()).isTrue();
    assertThat(result.of(opened).value()).isInstanceOf(Address.class).isNotEqualTo(Address.NULL);
    assertThat(result.of(bumped).value()).isEqualTo(42);
    assertThat(value).containsExactly(42);
    assertThat(new String(name, 0, 10, java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("Zugbrücke");
    assertThat(result.of(seen).result().outputs())
        .extracting(CallResult.Output::name)
        .containsExactly("name", "value");
    assertThat(result.of(twice).value()).isEqualTo(84);
    assertThat(result.of(closed).status()).isEqualTo(Status.RETURNED);
    assertThat(batch.run().of(twice).value()).isEqualTo(84);
  }

  @Test
  void resultsAreWidened() {
    Batch.Call negative = batch.call(many("int8_t negate8(int8_t a)"), 5);
    Batch.Call wide = batch.call(many("int64_t negate64(int64_t a)"), negative.result());
    Batch.Call real = batch.call(many("double as_double(int64_t value)"), wide.result());
    Batch.Call back = batch.call(many("int64_t as_int64(double value)"), real.result());
    BatchResult result = batch.run();
    assertThat(result.of(wide).value()).isEqualTo(5L);
    assertThat(result.of(real).value()).isEqualTo(5.0);
    assertThat(result.of(back).value()).isEqualTo(5L);
  }

  @Test
  void endsWhereAResultSaysSo() {
    Batch.Call opened = batch.call(open, "none", -1).stopIf(Batch.Is.ZERO);
    Batch.Call bumped = batch.call(bump, opened.result(), 2);
    BatchResult result = batch.run();
    assertThat(result.reason()).hasValue(opened + " gave 0x0000000000000000");
    assertThat(opened).asString().isEqualTo("call 0 (" + TestBed.dll("many") + ".open_counter)");
    assertThat(result.of(opened).status()).isEqualTo(Status.RETURNED);
    assertThat(result.of(opened).lastError()).isEqualTo(87);
    assertThat(result.of(bumped).status()).isEqualTo(Status.NOT_MADE);
    assertThatThrownBy(() -> result.of(bumped).value())
        .hasMessage(
            "BSC-402 cannot give the result of %s\n".formatted(bumped)
                + "  expected: a call that returned\n"
                + "  actual: it was not made\n"
                + "  remedy: ask for the batch's reason and the call's status first");
    for (Batch.Is test : Batch.Is.values()) {
      for (int value : new int[] {-1, 0, 1}) {
        boolean is = test == Batch.Is.ZERO ? value == 0 : value < 0;
        assertThat(two(value, test, true).isComplete()).isEqualTo(!is);
        assertThat(two(value, test, false).isComplete()).isEqualTo(is);
      }
    }
  }

  private BatchResult two(int value, Batch.Is test, boolean stopIf) {
    Batch both = WINE.session().batch();
    Batch.Call first = both.call(quotient, value, 1);
    Batch.Call same = stopIf ? first.stopIf(test) : first.stopUnless(test);
    assertThat(same).isSameAs(first);
    both.call(quotient, 1, 1);
    return both.run();
  }

  @Test
  void endsAtAFault() {
    Batch.Call good = batch.call(quotient, 7, 2);
    Batch.Call bad = batch.call(quotient, 7, 0);
    Batch.Call later = batch.call(quotient, 7, 1);
    BatchResult result = batch.run();
    assertThat(result.of(good).value()).isEqualTo(3);
    assertThat(result.of(bad).failure()).isInstanceOf(NativeFaultException.class);
    assertThat(result.of(bad).status()).isEqualTo(Status.FAILED);
    assertThat(result.of(later).status()).isEqualTo(Status.NOT_MADE);
    assertThat(result.reason()).hasValue(bad + " failed: " + result.of(bad).failure().getMessage());
    assertThatThrownBy(() -> result.of(bad).value()).hasCause(result.of(bad).failure());
    assertThat(quotient.call(8, 2)).isEqualTo(4);
  }

  @Test
  void tellsEachLastError() {
    FunctionHandle fail = many("int fail_with(int code)");
    Batch.Call first = batch.call(fail, 3);
    Batch.Call second = batch.call(fail, 5);
    BatchResult result = batch.run();
    assertThat(result.of(first).lastError()).isEqualTo(3);
    assertThat(result.of(second).lastError()).isEqualTo(5);
    assertThat(WINE.session().lastError()).isEqualTo(5);
  }

  @Test
  void whoWritesPastTheEndIsTold() {
    FunctionHandle overrun = many("void overrun(int *numbers, int count)");
    Batch.Call good = batch.call(overrun, new int[4], 3);
    Batch.Call bad = batch.call(overrun, new int[4], 4);
    BatchResult result = batch.run();
    assertThat(result.of(good).result().outputs().get(0).value()).isEqualTo(new int[] {0, 1, 2, 3});
    assertThat(result.of(bad).failure()).hasMessageStartingWith("BSC-503");
  }

  @Test
  void theDllCallsBackMeanwhile() {
    FunctionHandle through = many("int through(int (*function)(int), int value)");
    NativeFunction nesting = arguments -> quotient.call(arguments[0], 2);
    IllegalStateException enough = new IllegalStateException("enough");
    NativeFunction throwing =
        arguments -> {
          throw enough;
        };
    Batch.Call first = batch.call(through, nesting, 20);
    Batch.Call second = batch.call(through, nesting, first.result());
    Batch.Call third = batch.call(through, throwing, 1);
    Batch.Call fourth = batch.call(quotient, 1, 1);
    BatchResult result = batch.run();
    assertThat(result.of(first).value()).isEqualTo(10);
    assertThat(result.of(second).value()).isEqualTo(5);
    assertThat(result.of(third).failure()).isSameAs(enough);
    assertThat(result.of(fourth).status()).isEqualTo(Status.NOT_MADE);
    assertThat(result.reason()).hasValue(third + " failed: enough");
  }

  @Test
  void structsAndReferencesGoTogether() {
    Batch.Call divided =
        batch.call(
            WINE.session()
                .function(
                    TestBed.demo(),
                    "int32_t divide_int32(int32_t a, int32_t b, int32_t *remainder)"),
            17,
            5,
            new int[1]);
    Map<String, Object> time = new HashMap<>();
    for (String member :
        List.of("wYear", "wMonth", "wDayOfWeek", "wDay", "wHour", "wMinute", "wSecond")) {
      time.put(member, 0);
    }
    time.put("wMilliseconds", 0);
    Batch.Call found =
        batch.call(
            WINE.session().function("kernel32", "void GetSystemTime(SYSTEMTIME *now)"), time);
    BatchResult result = batch.run();
    assertThat(result.of(divided).value()).isEqualTo(3);
    assertThat(result.of(divided).result().outputs().get(0).value()).isEqualTo(new int[] {2});
    assertThat(result.of(found).status()).isEqualTo(Status.RETURNED);
    assertThat((int) time.get("wYear")).isGreaterThan(2000);
  }

  @Test
  void anEmptyBatchIsComplete() {
    assertThat(batch.run().isComplete()).isTrue();
  }

  @Test
  void saysHowManyGoIntoOneCrossing() {
    List<Batch.Call> calls = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      calls.add(batch.call(quotient, i, 1));
    }
    BatchResult result = batch.run();
    assertThat(result.of(calls.get(499)).value()).isEqualTo(499);
    for (int i = 0; i < 20_000; i++) {
      batch.call(quotient, i, 1);
    }
    assertThatThrownBy(batch::run)
        .message()
        .matches(
            "BSC-404 cannot run a batch of 20500 calls\n"
                + "  expected: as many as go into one crossing: here \\d{3,5}\n"
                + "  actual: 20500\n"
                + "  remedy: make several batches; nothing was sent");
    assertThat(quotient.call(8, 2)).isEqualTo(4);
  }

  @Test
  void anEndedHostEndsIt() {
    try (Session session = Standalone.bascule().open(TestBed.options())) {
      Batch ending = session.batch();
      FunctionHandle exit = session.function("msvcrt", "void exit(int status)");
      ending.call(exit, 3);
      ending.call(exit, 3);
      assertThatThrownBy(ending::run).isInstanceOf(HostEndedException.class);
    }
  }

  @Test
  void refusesWhatCannotBe() {
    Batch.Call real = batch.call(many("double as_double(int64_t value)"), 1);
    batch.call(quotient, real.result(), 1);
    assertThatThrownBy(batch::run)
        .hasMessage(
            ("BSC-303 cannot pass the result of %s to call 1 (%s.quotient)\n"
                    + "  where: argument 0: int\n"
                    + "  expected: a whole number or an address for one that is not narrower, or"
                    + " the same floating type\n"
                    + "  actual: double\n"
                    + "  remedy: change one of the prototypes, or make the calls one by one;"
                    + " nothing was sent")
                .formatted(real, TestBed.dll("many")));
    assertThatThrownBy(() -> WINE.session().batch().call(quotient, real.result(), 1))
        .hasMessage(
            ("BSC-402 cannot add a call of %s.quotient to a batch\n"
                    + "  expected: results of earlier calls of the same batch\n"
                    + "  actual: the result of %s of another batch\n"
                    + "  remedy: run that batch first, and pass the value")
                .formatted(TestBed.dll("many"), real));
    assertThatThrownBy(() -> batch.call(quotient, 1)).hasMessageStartingWith("BSC-401");
  }
}
