package org.bascule.bridge.invoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FunctionSiteTest {
  private final AtomicInteger bindings = new AtomicInteger();
  private final FunctionSite site =
      new FunctionSite(
          MethodType.methodType(int.class),
          () -> MethodHandles.constant(int.class, bindings.incrementAndGet()));
  private final MethodHandle invoker = site.dynamicInvoker();

  @Test
  void bindsOnTheFirstCallOnly() throws Throwable {
    assertThat(bindings).hasValue(0);
    assertThat((int) invoker.invokeExact()).isEqualTo(1);
    assertThat((int) invoker.invokeExact()).isEqualTo(1);
  }

  @Test
  void bindsAgainAfterItWasUnbound() throws Throwable {
    assertThat((int) invoker.invokeExact()).isEqualTo(1);
    site.unbind();
    assertThat((int) invoker.invokeExact()).isEqualTo(2);
  }

  @Test
  void keepsNoPlanThatWasUnboundWhileItWasMade() throws Throwable {
    FunctionSite[] self = new FunctionSite[1];
    AtomicInteger count = new AtomicInteger();
    self[0] =
        new FunctionSite(
            MethodType.methodType(int.class),
            () -> {
              if (count.incrementAndGet() == 1) {
                self[0].unbind();
              }
              return MethodHandles.constant(int.class, count.get());
            });
    MethodHandle invoke = self[0].dynamicInvoker();
    assertThat((int) invoke.invokeExact()).isEqualTo(1);
    assertThat((int) invoke.invokeExact()).isEqualTo(2);
    assertThat((int) invoke.invokeExact()).isEqualTo(2);
  }

  @Test
  void staysUnboundWhenBindingFails() {
    FunctionSite failing =
        new FunctionSite(
            MethodType.methodType(void.class),
            () -> {
              throw new IllegalArgumentException("no " + bindings.incrementAndGet());
            });
    assertThatThrownBy(() -> failing.dynamicInvoker().invoke()).hasMessage("no 1");
    assertThatThrownBy(() -> failing.dynamicInvoker().invoke()).hasMessage("no 2");
  }
}
