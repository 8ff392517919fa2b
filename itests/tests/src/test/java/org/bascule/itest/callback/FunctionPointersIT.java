package org.bascule.itest.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.bascule.annotation.FunctionName;
import org.bascule.annotation.Memsync;
import org.bascule.bridge.CallbackHandle;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.spi.Address;
import org.bascule.spi.NativeFunction;
import org.bascule.spi.Ref;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Function pointers as values: kept, compared, handed out, passed on, in arrays and in structs. */
class FunctionPointersIT {
  @RegisterExtension static final UpcallSession WINE = new UpcallSession();

  private static final String F = "int (*f)(int value)";

  /** {@code struct { int (*start)(void *, int), (*step)(void *, int); … } machine}. */
  public record Machine(Start start, Step step, Stop stop, Address user, int state) {}

  /** Gives the first state. */
  public interface Start {
    int start(Address user, int steps);
  }

  /** Gives the next state. */
  public interface Step {
    int step(Address user, int state);
  }

  /** Is told of the end. */
  public interface Stop {
    void stop(Address user);
  }

  /** Two functions that the DLL fills in. */
  public record Functions(IntUnaryOperator first, IntUnaryOperator second) {}

  /** Of upcalls.dll. */
  public interface Upcalls {
    int run(IntUnaryOperator f, int value);

    IntUnaryOperator give_back(IntUnaryOperator f);

    IntUnaryOperator adder(int number);

    void keep(IntUnaryOperator f);

    IntUnaryOperator get_kept();

    int run_kept(int value);

    Address address_of(IntUnaryOperator f);

    int same(IntUnaryOperator a, IntUnaryOperator b);

    int sum_functions(@Memsync(length = "count") IntUnaryOperator[] f, int count, int value);

    @FunctionName("sum_functions")
    int sumAll(IntUnaryOperator[] functions, int count, int value);

    int run_machine(Ref<Machine> machine, int steps);

    void keep_machine(Ref<Machine> machine);

    int run_kept_machine(int steps);

    void fill_functions(Ref<Functions> out, IntUnaryOperator given);

    Ref<Functions> own_functions();
  }

  /** Of relay.dll. */
  public interface Relay {
    void relay_keep(IntUnaryOperator f);

    IntUnaryOperator relay_kept();

    Address relay_address(IntUnaryOperator f);

    int relay_run(IntUnaryOperator f, int value);

    IntUnaryOperator relay_function();
  }

  private final Upcalls upcalls = WINE.load(Upcalls.class);
  private final Relay relay = WINE.session().load(UpcallSession.relay(), Relay.class);

  @Test
  void theSameObjectHasTheSameAddressWhileItLives() {
    IntUnaryOperator twice = value -> 2 * value;
    IntUnaryOperator thrice = value -> 3 * value;
    Address address = upcalls.address_of(twice);
    assertThat(address.isNull()).isFalse();
    for (int i = 0; i < 3; i++) {
      System.gc();
      assertThat(upcalls.address_of(twice)).isEqualTo(address);
      assertThat(relay.relay_address(twice)).isEqualTo(address);
    }
    assertThat(upcalls.same(twice, twice)).isEqualTo(1);
    assertThat(upcalls.same(twice, thrice)).isZero();
    assertThat(upcalls.address_of(null)).isEqualTo(Address.NULL);
  }

  @Test
  void equalObjectsAreNotTheSame() {
    record Adding(int number) implements IntUnaryOperator {
      @Override
      public int applyAsInt(int value) {
        return value + number;
      }
    }
    Adding one = new Adding(1);
    Adding other = new Adding(1);
    assertThat(one).isEqualTo(other);
    assertThat(upcalls.same(one, other)).isZero();
    assertThat(upcalls.run(one, 5) + upcalls.run(other, 6)).isEqualTo(13);
  }

  @Test
  void aCallbackComesBackAsTheObjectThatItWas() {
    IntUnaryOperator twice = value -> 2 * value;
    assertThat(upcalls.give_back(twice)).isSameAs(twice);
    assertThat(upcalls.give_back(null)).isNull();
    upcalls.keep(twice);
    assertThat(upcalls.get_kept()).isSameAs(twice);
    assertThat(upcalls.run_kept(21)).isEqualTo(42);
    upcalls.keep(null);
    assertThat(upcalls.get_kept()).isNull();
  }

  @Test
  void aFunctionThatTheDllReturnsCallsTheDll() {
    IntUnaryOperator addTen = upcalls.adder(10);
    assertThat(addTen.applyAsInt(5)).isEqualTo(15);
    assertThat(upcalls.adder(1).applyAsInt(addTen.applyAsInt(0))).isEqualTo(11);
    assertThat(upcalls.adder(11)).isNull();
    assertThat(upcalls.adder(10)).isSameAs(addTen);
    assertThat(upcalls.same(upcalls.adder(10), addTen)).isEqualTo(1);
    Address address = upcalls.address_of(addTen);
    assertThat(addTen)
        .hasToString(
            "java.util.function.IntUnaryOperator at 0x%x in host %d"
                .formatted(address.bits(), WINE.session().host().processId()));
  }

  @Test
  void functionsArePassedOnFromOneDllToAnother() {
    IntUnaryOperator twice = value -> 2 * value;
    upcalls.keep(twice);
    relay.relay_keep(upcalls.get_kept());
    assertThat(relay.relay_kept()).isSameAs(twice);
    assertThat(relay.relay_address(twice)).isEqualTo(upcalls.address_of(twice));
    assertThat(relay.relay_run(twice, 5)).isEqualTo(20);
    IntUnaryOperator addTen = upcalls.adder(10);
    assertThat(relay.relay_run(addTen, 5)).isEqualTo(30);
    assertThat(relay.relay_address(addTen)).isEqualTo(upcalls.address_of(addTen));
    assertThat(upcalls.run(relay.relay_function(), 7)).isEqualTo(21);
    upcalls.keep(null);
    relay.relay_keep(null);
  }

  @Test
  void arraysOfFunctionsMayHaveGaps() {
    IntUnaryOperator twice = value -> 2 * value;
    IntUnaryOperator[] functions = {twice, null, upcalls.adder(100), value -> -1, twice};
    assertThat(upcalls.sum_functions(functions, 5, 7)).isEqualTo(14 + 107 - 1 + 14);
    assertThat(upcalls.sum_functions(functions, 2, 7)).isEqualTo(14);
    assertThat(upcalls.sumAll(functions, 5, 1)).isEqualTo(2 + 101 - 1 + 2);
    NativeFunction negate = arguments -> -(int) arguments[0];
    assertThat(
            WINE.call(
                "int sum_functions(int (*functions[n])(int), int n, int value)",
                Arrays.asList(negate, null, negate),
                3,
                4))
        .isEqualTo(-8);
  }

  @Test
  void aStructOfFunctionsRunsAndIsKept() {
    List<String> log = new ArrayList<>();
    Machine machine =
        new Machine(
            (user, steps) -> {
              log.add("start " + user.bits() + " " + steps);
              return 1;
            },
            (user, state) -> 2 * state,
            user -> log.add("stop"),
            new Address(4711),
            0);
    Ref<Machine> given = new Ref<>(machine);
    assertThat(upcalls.run_machine(given, 5)).isEqualTo(32);
    assertThat(given.get().state()).isEqualTo(32);
    assertThat(given.get().step()).isSameAs(machine.step());
    assertThat(log).containsExactly("start 4711 5", "stop");
    upcalls.keep_machine(given);
    System.gc();
    assertThat(upcalls.run_kept_machine(10)).isEqualTo(1024);
    Ref<Machine> bare = new Ref<>(new Machine(null, machine.step(), null, Address.NULL, 0));
    assertThat(upcalls.run_machine(bare, 3)).isZero();
    assertThat(log).hasSize(4);
  }

  @Test
  void theDllFillsAStructWithFunctions() {
    IntUnaryOperator twice = value -> 2 * value;
    Ref<Functions> out = new Ref<>(new Functions(null, null));
    upcalls.fill_functions(out, twice);
    assertThat(out.get().first().applyAsInt(1)).isEqualTo(11);
    assertThat(out.get().second()).isSameAs(twice);
    Functions own = upcalls.own_functions().get();
    assertThat(own.first().applyAsInt(1)).isEqualTo(2);
    assertThat(own.second().applyAsInt(1)).isEqualTo(101);
    assertThat(upcalls.address_of(own.second())).isEqualTo(upcalls.address_of(upcalls.adder(100)));
    Object map =
        WINE.call("struct { int (*first)(int); int (__cdecl *second)(int); } *own_functions(void)");
    Map<String, Object> members = CallbackMemoryIT.struct(map);
    assertThat(WINE.call("int run(int (*f)(int), int value)", members.get("first"), 41))
        .isEqualTo(42);
  }

  @Test
  void addressesGoWhereFunctionsGo() {
    try (CallbackHandle<IntUnaryOperator> handle =
        WINE.session().callback(IntUnaryOperator.class, value -> value + 5)) {
      assertThat(WINE.call("int run_address(void *f, int value)", handle.address(), 1))
          .isEqualTo(6);
      assertThat(WINE.call("int run(" + F + ", int value)", handle.address(), 2)).isEqualTo(7);
      assertThat(upcalls.run(handle.function(), 3)).isEqualTo(8);
      assertThat(upcalls.address_of(handle.function())).isEqualTo(handle.address());
    }
  }

  @Test
  void refusesWhatIsNoFunction() {
    assertThatThrownBy(() -> WINE.call("int run(" + F + ", int value)", "hello", 1))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take argument 0
              expected: a function of type org.bascule.spi.NativeFunction, or the address of one
              actual: the text "hello"
              remedy: pass a lambda as (NativeFunction) arguments -> …, an Address, or null for NULL; \
            for a function of another interface, the address of its handle: \
            session.callback(IntUnaryOperator.class, f).address()""");
    assertThatThrownBy(() -> WINE.session().callback(String.class, "hello"))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-303 cannot make a callback
              expected: a type that is marshalled as a function pointer
              actual: java.lang.String
              remedy: use a functional interface, a JNA callback, or a C function pointer type""");
  }
}
