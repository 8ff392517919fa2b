package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.bascule.bridge.Batch;
import org.bascule.bridge.BatchResult;
import org.bascule.bridge.BatchResult.Status;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.FunctionOptions;
import org.bascule.error.BasculeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls of a batch that write around their memory. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BatchOverrunIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final String MANY = TestBed.dll("many").toString();
  private static final String OVERRUN = "void overrun(int *numbers, int count)";

  private final FunctionHandle quotient =
      WINE.session().function(MANY, "int quotient(int a, int b)");
  private final FunctionHandle overrun = WINE.session().function(MANY, OVERRUN);
  private final FunctionHandle reading =
      WINE.session().function(MANY, OVERRUN, FunctionOptions.NONE.withReadAfterOverrun());
  private final Batch batch = WINE.session().batch();

  @Test
  void itFailsAloneAndIsReadBackIfThatIsAskedFor() {
    int[] before = new int[4];
    int[] numbers = new int[4];
    int[] after = new int[2];
    Batch.Call first = batch.call(quotient, 7, 2);
    Batch.Call good = batch.call(reading, before, 3);
    Batch.Call bad = batch.call(reading, numbers, 4);
    Batch.Call later = batch.call(reading, after, 1);
    Batch.Call last = batch.call(quotient, 9, 3);
    for (int i = 0; i < 2; i++) {
      BatchResult result = batch.run();
      assertThat(result.of(first).value()).isEqualTo(3);
      assertThat(result.of(good).status()).isEqualTo(Status.RETURNED);
      assertThat(before).containsExactly(0, 1, 2, 3);
      assertThat(result.of(bad).status()).isEqualTo(Status.FAILED);
      assertThat(result.of(bad).result()).isNull();
      assertThat(result.of(bad).failure())
          .isInstanceOf(BasculeException.class)
          .hasMessage(told("what lies inside it was read back"))
          .hasNoSuppressedExceptions();
      assertThat(numbers).containsExactly(0, 1, 2, 3);
      assertThat(result.of(later).status()).isEqualTo(Status.RETURNED);
      assertThat(after).containsExactly(0, 1);
      assertThat(result.of(last).value()).isEqualTo(3);
      assertThat(result.isComplete()).isFalse();
      assertThat(result.reason())
          .hasValue(bad + " failed: " + result.of(bad).failure().getMessage());
      Arrays.fill(numbers, 9);
    }
    assertThat(quotient.call(8, 2)).isEqualTo(4);
  }

  @Test
  void elseNothingOfItIsReadBack() {
    int[] numbers = {9, 9, 9, 9};
    Batch.Call bad = batch.call(overrun, numbers, 4);
    Batch.Call last = batch.call(quotient, 9, 3);
    BatchResult result = batch.run();
    assertThat(result.of(bad).failure()).hasMessage(told("nothing was read back"));
    assertThat(numbers).containsOnly(9);
    assertThat(result.of(last).value()).isEqualTo(3);
  }

  @Test
  void eachIsToldOfItsOwn() {
    Batch.Call one = batch.call(reading, new int[4], 4);
    Batch.Call two = batch.call(overrun, new int[1], 1);
    Batch.Call three = batch.call(reading, new int[4], 4);
    BatchResult result = batch.run();
    assertThat(result.of(one).failure()).hasMessage(told("what lies inside it was read back"));
    assertThat(result.of(two).failure())
        .hasMessageContaining("argument 0 (section 0, 4 bytes): the DLL wrote 4 bytes behind it");
    assertThat(result.of(three).failure()).hasMessage(told("what lies inside it was read back"));
    assertThat(result.reason()).hasValue(one + " failed: " + result.of(one).failure().getMessage());
  }

  private static String told(String read) {
    return """
        BSC-503 cannot call %s.overrun
          expected: that the DLL stays inside the memory that it is given
          actual: argument 0 (section 0, 16 bytes): the DLL wrote 4 bytes behind it, right at its end: 04 00 00 00
          remedy: pass a larger array or buffer, or correct the length; %s"""
        .formatted(TestBed.dll("many"), read);
  }
}
