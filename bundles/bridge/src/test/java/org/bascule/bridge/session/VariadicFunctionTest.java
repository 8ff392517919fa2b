package org.bascule.bridge.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bascule.spi.Address;
import org.bascule.spi.TypeUse;
import org.junit.jupiter.api.Test;

class VariadicFunctionTest {
  private static final Set<Class<?>> TAKEN =
      Set.of(
          Integer.class,
          Long.class,
          Double.class,
          Boolean.class,
          String.class,
          Address.class,
          Number.class,
          Runnable.class);

  private final List<List<String>> bound = new ArrayList<>();
  private final VariadicFunction function =
      new VariadicFunction(1, use -> TAKEN.contains(use.rawType()), this::bind);

  @Test
  void promotesAsCDoes() {
    assertThat(call("f", (byte) -1, (short) 2, 'a', 1.5f, 3L, null))
        .isEqualTo(List.of("f", -1, 2, 97, 1.5, 3L, Address.NULL));
    assertThat(bound)
        .containsExactly(
            List.of(
                "argument 1: java.lang.Integer",
                "argument 2: java.lang.Integer",
                "argument 3: java.lang.Integer",
                "argument 4: java.lang.Double",
                "argument 5: java.lang.Long",
                "argument 6: org.bascule.spi.Address"));
  }

  @Test
  void bindsEachCombinationOnce() {
    call("f", 1, "a");
    call("f", 2, "b");
    call("f", "a", 1);
    call("f");
    call("f", (short) 3, "c");
    assertThat(bound).hasSize(3);
  }

  @Test
  void takesAnObjectForWhatSomebodyTakes() {
    call("f", new java.util.concurrent.atomic.AtomicInteger(), new Thread(), new Object());
    assertThat(bound)
        .containsExactly(
            List.of(
                "argument 1: java.lang.Number",
                "argument 2: java.lang.Runnable",
                "argument 3: java.lang.Object"));
  }

  @Test
  void collectsWhatAnInterfacesMethodIsGiven() throws Throwable {
    MethodHandle collecting =
        function
            .collecting(given -> Arrays.copyOf(given, given.length + 1))
            .asType(MethodType.methodType(Object.class, String.class, Object[].class));
    assertThat(collecting.invoke("f", new Object[] {1})).isEqualTo(List.of("f", 1, Address.NULL));
    assertThat(collecting.invoke("f", (Object[]) null)).isEqualTo(List.of("f", Address.NULL));
  }

  private Object call(Object... all) {
    return function.call(all);
  }

  private MethodHandle bind(List<TypeUse> uses) {
    bound.add(uses.stream().map(use -> use.path() + ": " + use.description()).toList());
    try {
      return MethodHandles.lookup()
          .findStatic(
              VariadicFunctionTest.class,
              "list",
              MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object list(Object[] arguments) {
    return List.of(arguments);
  }
}
