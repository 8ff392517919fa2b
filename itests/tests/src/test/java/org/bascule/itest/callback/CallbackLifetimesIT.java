package org.bascule.itest.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.bascule.bridge.CallbackHandle;
import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.itest.Leftovers;
import org.bascule.itest.LogLines;
import org.bascule.itest.TestBed;
import org.bascule.spi.Address;
import org.bascule.spi.NativeFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long the DLL can call a Java object, and what happens when it calls it all the same. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CallbackLifetimesIT {
  @RegisterExtension static final UpcallSession WINE = new UpcallSession();

  private static final Duration SOON = Duration.ofSeconds(20);

  /** Gives names. */
  public interface Name {
    String name(int index);
  }

  /** Of upcalls.dll. */
  public interface Upcalls {
    void keep(IntUnaryOperator f);

    int run_kept(int value);

    int run(IntUnaryOperator f, int value);

    int run_address(Address f, int value);

    Address address_of(IntUnaryOperator f);

    void keep_name(Name name, int index);

    int copy_kept_name(StringBuilder out, int capacity);

    int join_names(StringBuilder out, int capacity, int count, Name name);
  }

  private final Upcalls upcalls = WINE.load(Upcalls.class);

  @Test
  void aHandleKeepsAFunctionThatNobodyElseKnows() {
    CallbackHandle<IntUnaryOperator> handle = addingHandle(5);
    Address address = handle.address();
    for (int i = 0; i < 5; i++) {
      System.gc();
      assertThat(upcalls.run_address(address, i)).isEqualTo(i + 5);
    }
    handle.close();
    handle.close();
  }

  @Test
  void afterItsReleaseTheDllGetsZeroAndTheLogAnError() {
    try (LogLines log = new LogLines()) {
      CallbackHandle<IntUnaryOperator> handle = addingHandle(5);
      upcalls.keep(handle.function());
      assertThat(upcalls.run_kept(1)).isEqualTo(6);
      handle.close();
      for (int i = 0; i < 3; i++) {
        assertThat(upcalls.run_kept(1)).isZero();
      }
      assertThat(log.messages())
          .hasSize(3)
          .containsOnly(released("java.util.function.IntUnaryOperator"));
      upcalls.keep(null);
    }
  }

  @Test
  void aHandleOfACFunctionIsReleasedTheSameWay() {
    try (LogLines log = new LogLines()) {
      Address address;
      try (CallbackHandle<NativeFunction> handle =
          WINE.session().callback("int (*)(int value)", arguments -> (int) arguments[0] + 1)) {
        address = handle.address();
        assertThat(upcalls.run_address(address, 1)).isEqualTo(2);
      }
      assertThat(upcalls.run_address(address, 1)).isZero();
      assertThat(log.messages()).containsExactly(released("int (*)(int value)"));
    }
  }

  @Test
  void anObjectThatNobodyRefersToIsReleased() {
    try (LogLines log = new LogLines()) {
      WeakReference<IntUnaryOperator> gone = keepSomethingNew();
      assertThat(upcalls.run_kept(1)).isEqualTo(43);
      collect(gone);
      assertThat(Leftovers.await(SOON, () -> upcalls.run_kept(1) == 0)).isNotNull();
      assertThat(log.messages())
          .isNotEmpty()
          .containsOnly(released("java.util.function.IntUnaryOperator"));
      upcalls.keep(null);
    }
  }

  private WeakReference<IntUnaryOperator> keepSomethingNew() {
    int number = Integer.parseInt("42");
    IntUnaryOperator function = value -> value + number;
    upcalls.keep(function);
    return new WeakReference<>(function);
  }

  @Test
  void anObjectThatIsPassedStaysUntilTheCallHasEnded() {
    for (int i = 0; i < 20; i++) {
      int number = i;
      int result =
          upcalls.run(
              value -> {
                System.gc();
                return upcalls.run(inner -> inner + number, value);
              },
              1);
      assertThat(result).isEqualTo(1 + i);
    }
  }

  @Test
  void resultsStayAsLongAsTheDllNeedsThem() {
    StringBuilder joined = new StringBuilder(4096);
    int length =
        upcalls.join_names(
            joined,
            4096,
            100,
            index -> {
              if (index % 25 == 0) {
                System.gc();
              }
              return "name " + index + ";";
            });
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      expected.append("name ").append(i).append(';');
    }
    assertThat(joined).hasToString(expected.toString());
    assertThat(length).isEqualTo(expected.length());
  }

  @Test
  void aResultStaysAsLongAsItsJavaObject() {
    String name = new StringBuilder("a name of its own").toString();
    IntFunction<String> other = index -> "something else " + index;
    upcalls.keep_name(index -> name, 0);
    for (int i = 0; i < 1000; i++) {
      upcalls.join_names(new StringBuilder(64), 64, 1, other::apply);
    }
    System.gc();
    StringBuilder copy = new StringBuilder(64);
    upcalls.copy_kept_name(copy, 64);
    assertThat(copy).hasToString(name);
  }

  @Test
  void twoHandlesOfOneFunctionAreTwo() {
    IntUnaryOperator function = value -> value + 5;
    CallbackHandle<IntUnaryOperator> one =
        WINE.session().callback(IntUnaryOperator.class, function);
    CallbackHandle<IntUnaryOperator> other =
        WINE.session().callback(IntUnaryOperator.class, function);
    assertThat(other.address()).isEqualTo(one.address());
    one.close();
    one.close();
    assertThat(upcalls.run_address(other.address(), 1)).isEqualTo(6);
    other.close();
    try (LogLines log = new LogLines()) {
      assertThat(upcalls.run_address(other.address(), 1)).isZero();
      assertThat(log.messages()).hasSize(1);
    }
  }

  @Test
  void aReleasedFunctionCanBePassedAgain() {
    IntUnaryOperator function = value -> value + 5;
    WINE.session().callback(IntUnaryOperator.class, function).close();
    assertThat(upcalls.run(function, 1)).isEqualTo(6);
  }

  @Test
  void theEndOfASessionEndsItsCallbacks() {
    CallbackHandle<IntUnaryOperator> handle;
    IntUnaryOperator proxy;
    try (Session session = Standalone.bascule().open(TestBed.options())) {
      handle = session.callback(IntUnaryOperator.class, value -> value);
      proxy = session.load(UpcallSession.relay(), FunctionPointersIT.Relay.class).relay_function();
      assertThat(proxy.applyAsInt(5)).isEqualTo(15);
    }
    handle.close();
    assertThatThrownBy(() -> proxy.applyAsInt(5)).hasMessageStartingWith("BSC-105 ");
  }

  private static CallbackHandle<IntUnaryOperator> addingHandle(int number) {
    return WINE.session().callback(IntUnaryOperator.class, value -> value + number);
  }

  private static String released(String name) {
    return """
        BSC-506 cannot run callback %s
          expected: a Java object that somebody still refers to
          actual: it has been released or collected; the DLL got 0
          remedy: keep a reference to the object, or a CallbackHandle, as long as the DLL may call it"""
        .formatted(name);
  }

  private static void collect(WeakReference<?> reference) {
    assertThat(
            Leftovers.await(
                SOON,
                () -> {
                  System.gc();
                  return reference.get() == null;
                }))
        .isNotNull();
  }
}
