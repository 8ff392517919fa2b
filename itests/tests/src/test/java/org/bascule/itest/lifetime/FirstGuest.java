package org.bascule.itest.lifetime;

import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/**
 * Stands on the stack of a thread that does something first, and gives it a function of its own.
 */
public final class FirstGuest implements Function<Function<IntUnaryOperator, Object>, Object> {
  @Override
  public Object apply(Function<IntUnaryOperator, Object> task) {
    int one = Integer.parseInt("1");
    return task.apply(value -> value + one);
  }
}
