package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.bascule.annotation.LengthFunction;
import org.bascule.bridge.Batch;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.FunctionOptions;
import org.bascule.spi.Directive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Batches that are run while a call is being prepared, and calls while a batch is. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BatchInsideCallIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static Batch inner;
  private static Batch.Call halved;

  private final FunctionHandle quotient =
      WINE.session().function(TestBed.dll("many").toString(), "int quotient(int a, int b)");

  /** Runs a batch whose last call halves the first value, as a marshaller may. */
  public static final class Halving implements LengthFunction {
    @Override
    public long length(long... values) {
      return (int) inner.run().of(halved).value();
    }
  }

  private FunctionHandle sort() {
    inner = WINE.session().batch();
    Batch.Call eight = inner.call(quotient, 16, 2);
    halved = inner.call(quotient, eight.result(), 2);
    return WINE.session()
        .function(
            TestBed.demo(),
            "void bubblesort_product(float *a, int u, int v)",
            FunctionOptions.NONE.memsync("a", Directive.NONE.withLength("u", Halving.class)));
  }

  @Test
  void theCallAroundItGoesOn() {
    FunctionHandle sort = sort();
    for (int i = 0; i < 3; i++) {
      float[] numbers = {4, 3, 2, 1, 0};
      sort.call(numbers, 2, 2);
      assertThat(numbers).containsExactly(1, 2, 3, 4, 0);
    }
  }

  @Test
  void theBatchAroundItGoesOn() {
    FunctionHandle sort = sort();
    Batch outer = WINE.session().batch();
    float[] first = {4, 3, 2, 1, 0};
    float[] second = {8, 7, 6, 5, 9};
    Batch.Call before = outer.call(quotient, 9, 3);
    outer.call(sort, first, 2, 2);
    Batch.Call between = outer.call(quotient, before.result(), 3);
    outer.call(sort, second, 2, 2);
    for (int i = 0; i < 3; i++) {
      assertThat(outer.run().of(between).value()).isEqualTo(1);
      assertThat(first).containsExactly(1, 2, 3, 4, 0);
      assertThat(second).containsExactly(5, 6, 7, 8, 9);
      Arrays.sort(first, 0, 4);
    }
  }
}
