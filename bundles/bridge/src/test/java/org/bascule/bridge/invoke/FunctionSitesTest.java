package org.bascule.bridge.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.bascule.bridge.Garbage;
import org.bascule.lifetime.Housekeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FunctionSitesTest {
  private final Housekeeper housekeeper = new Housekeeper();
  private final FunctionSites sites = new FunctionSites(housekeeper);
  private final AtomicInteger bindings = new AtomicInteger();

  @AfterEach
  void end() {
    housekeeper.close();
  }

  @Test
  void anInterfaceThatHasBeenCalledIsUnboundAlsoAfterACollection() throws Exception {
    IntSupplier bound = implementation();
    IntSupplier unbound = implementation();
    assertThat(bound.getAsInt()).isEqualTo(1);
    collect();
    assertThat(sites.count()).isEqualTo(2);
    sites.unbindAll();
    assertThat(bound.getAsInt()).isEqualTo(2);
    assertThat(unbound.getAsInt()).isEqualTo(3);
  }

  @Test
  void whatNobodyCanCallIsForgotten() throws Exception {
    assertThat(implementation().getAsInt()).isEqualTo(1);
    Garbage.collectUntil(() -> sites.count() == 0);
  }

  @Test
  void afterTheEndNothingIsBoundAndNothingKept() throws Exception {
    IntSupplier function = implementation();
    assertThat(function.getAsInt()).isEqualTo(1);
    sites.close();
    assertThat(sites.count()).isZero();
    assertThat(function.getAsInt()).isEqualTo(2);
  }

  private IntSupplier implementation() throws Exception {
    FunctionSite site =
        new FunctionSite(
            MethodType.methodType(int.class),
            () -> MethodHandles.constant(int.class, bindings.incrementAndGet()));
    sites.add(site);
    MethodHandle invoker = site.dynamicInvoker();
    return InvokerFactory.create(
        IntSupplier.class, Map.of(IntSupplier.class.getMethod("getAsInt"), invoker), "test");
  }

  private static void collect() {
    List<Object> witness = new java.util.ArrayList<>(List.of(new Object()));
    java.lang.ref.WeakReference<Object> gone = new java.lang.ref.WeakReference<>(witness.remove(0));
    Garbage.collectUntil(() -> gone.refersTo(null));
  }
}
