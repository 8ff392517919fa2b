package org.bascule.bridge.upcall;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.function.IntUnaryOperator;
import org.bascule.bridge.CallbackOptions;
import org.bascule.bridge.Garbage;
import org.bascule.bridge.MarshallerInfo;
import org.bascule.bridge.call.HostRequests;
import org.bascule.bridge.call.Lending;
import org.bascule.bridge.call.UpcallingHost;
import org.bascule.bridge.plan.BindingEnvironment;
import org.bascule.bridge.plan.BoundPointer;
import org.bascule.bridge.plan.PlanLinker;
import org.bascule.bridge.prototype.TypeNames;
import org.bascule.bridge.registry.MarshallerRegistry;
import org.bascule.bridge.registry.RegisteredFactory;
import org.bascule.lifetime.Housekeeper;
import org.bascule.spi.Abi;
import org.bascule.spi.CallbackRules;
import org.bascule.spi.CodePageText;
import org.bascule.spi.Convention;
import org.bascule.spi.FunctionType;
import org.bascule.spi.JavaFunction;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a Java function has an address. */
class CallbacksTest {
  private final Housekeeper housekeeper = new Housekeeper();
  private final UpcallingHost host = new UpcallingHost();
  private final HostRequests requests = new HostRequests(host, Abi.X64, housekeeper, 16);
  private final Callbacks callbacks =
      new Callbacks(
          requests,
          registry(),
          CallbackOptions.DEFAULT,
          new FunctionProxies(
              host, requests, new PlanLinker(), name -> null, site -> {}, housekeeper),
          (type, method) -> {
            throw new AssertionError("nobody reads methods here");
          },
          site -> {},
          housekeeper);
  private final BindingEnvironment environment =
      new BindingEnvironment(
          Abi.X64,
          CodePageText.UTF_8,
          requests.memory(),
          callbacks,
          TypeNames.NONE,
          Lending.ORDINARY);
  private final BoundPointer<IntUnaryOperator> cdecl = pointers(callbacks, Convention.CDECL);
  private final BoundPointer<IntUnaryOperator> stdcall = pointers(callbacks, Convention.STDCALL);

  @AfterEach
  void end() {
    housekeeper.close();
  }

  @Test
  void anObjectHasTheSameAddressWhileItLives() {
    IntUnaryOperator function = adding(1);
    long address = cdecl.address(function);
    assertThat(cdecl.address(function)).isEqualTo(address);
    assertThat(cdecl.function(address)).isSameAs(function);
    assertThat(cdecl.address(adding(1))).isNotEqualTo(address);
  }

  @Test
  void collectedObjectsAreForgottenUnderOneTypeAndUnderTwo() {
    for (int i = 0; i < 20; i++) {
      IntUnaryOperator function = adding(i);
      long one = cdecl.address(function);
      if (i % 2 == 0) {
        assertThat(stdcall.address(function)).isNotEqualTo(one);
      }
    }
    assertThat(callbacks.count()).isEqualTo(30);
    Garbage.collectUntil(() -> callbacks.count() == 0);
    IntUnaryOperator next = adding(1);
    cdecl.address(next);
    assertThat(host.freed).hasSize(30).doesNotHaveDuplicates();
  }

  @Test
  void aHandleKeepsAnObjectThatNobodyElseKnows() {
    KeptCallback kept = new KeptCallback(callbacks);
    long address = pointers(kept, Convention.CDECL).address(adding(5));
    Garbage.collectUntil(CallbacksTest::collected);
    assertThat(cdecl.function(address).applyAsInt(1)).isEqualTo(6);
    kept.close();
    kept.close();
    assertThat(callbacks.count()).isZero();
    assertThat(host.freed).containsExactly(address);
  }

  @Test
  void whatAHandleGaveIsTakenBackByTheLastOne() {
    IntUnaryOperator function = adding(5);
    KeptCallback first = new KeptCallback(callbacks);
    KeptCallback second = new KeptCallback(callbacks);
    long address = pointers(first, Convention.CDECL).address(function);
    assertThat(pointers(second, Convention.CDECL).address(function)).isEqualTo(address);
    first.close();
    assertThat(host.freed).isEmpty();
    second.close();
    assertThat(host.freed).containsExactly(address);
    assertThat(cdecl.address(function)).isNotEqualTo(address);
  }

  @Test
  void whatPassingGaveIsNotTakenBackByAHandle() {
    IntUnaryOperator function = adding(5);
    long address = cdecl.address(function);
    KeptCallback kept = new KeptCallback(callbacks);
    assertThat(pointers(kept, Convention.CDECL).address(function)).isEqualTo(address);
    kept.close();
    assertThat(host.freed).isEmpty();
    assertThat(cdecl.address(function)).isEqualTo(address);
    function = null;
    Garbage.collectUntil(() -> callbacks.count() == 0);
  }

  @Test
  void aNewHandleNeverGetsAnAddressThatIsBeingGivenBack() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    CallbackType<IntUnaryOperator> type = (CallbackType<IntUnaryOperator>) cdecl;
    IntUnaryOperator function = adding(7);
    for (int round = 0; round < 3000; round++) {
      Registration old = callbacks.keep(type, function);
      CyclicBarrier together = new CyclicBarrier(2);
      int spin = random.nextInt(200);
      Thread closer =
          new Thread(
              () -> {
                await(together);
                old.giveUp();
              });
      closer.start();
      await(together);
      for (int i = 0; i < spin; i++) {
        Thread.onSpinWait();
      }
      Registration fresh = callbacks.keep(type, function);
      closer.join();
      assertThat(fresh.isGivenUp()).isFalse();
      assertThat(callbacks.find(fresh.number())).isSameAs(fresh);
      callbacks.release(fresh);
    }
  }

  @Test
  void afterTheEndNothingIsKept() {
    KeptCallback kept = new KeptCallback(callbacks);
    WeakReference<IntUnaryOperator> function = new WeakReference<>(adding(5));
    pointers(kept, Convention.CDECL).address(function.get());
    callbacks.close();
    assertThat(callbacks.count()).isZero();
    kept.close();
    assertThat(host.freed).isEmpty();
    Garbage.collectUntil(() -> function.refersTo(null));
  }

  private static boolean collected() {
    WeakReference<Object> witness = new WeakReference<>(new Object());
    System.gc();
    return witness.refersTo(null);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static IntUnaryOperator adding(int number) {
    return value -> value + number;
  }

  private BoundPointer<IntUnaryOperator> pointers(
      org.bascule.bridge.plan.FunctionPointers from, Convention convention) {
    Method method = IntUnaryOperator.class.getDeclaredMethods()[0];
    for (Method candidate : IntUnaryOperator.class.getDeclaredMethods()) {
      if (candidate.getName().equals("applyAsInt")) {
        method = candidate;
      }
    }
    TypeUse parameter =
        new TypeUse(int.class, Optional.empty(), List.of(), Place.ARGUMENT, "argument 0");
    TypeUse result = new TypeUse(int.class, Optional.empty(), List.of(), Place.RESULT, "result");
    return from.pointer(
        new FunctionType(
            "int (*)(int)", convention, Optional.of(result), List.of(parameter), List.of("")),
        new JavaFunction<>(IntUnaryOperator.class, method, CallbackRules.DEFAULT),
        environment);
  }

  private static MarshallerRegistry registry() {
    MarshallerRegistry registry = new MarshallerRegistry();
    List<MarshallerFactory> factories = new ArrayList<>();
    java.util.ServiceLoader.load(MarshallerFactory.class).forEach(factories::add);
    for (MarshallerFactory factory : factories) {
      registry.add(
          new RegisteredFactory(
              factory, new MarshallerInfo(factory.getClass().getName(), "tests", 1, 0, "")));
    }
    return registry;
  }
}
