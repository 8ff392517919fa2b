package org.bascule.bridge.upcall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.bascule.bridge.CallbackOptions;
import org.bascule.bridge.MarshallerInfo;
import org.bascule.bridge.call.Activation;
import org.bascule.bridge.call.CallTarget;
import org.bascule.bridge.call.HostRequests;
import org.bascule.bridge.call.Lending;
import org.bascule.bridge.call.UpcallingHost;
import org.bascule.bridge.plan.BindingEnvironment;
import org.bascule.bridge.plan.BoundPointer;
import org.bascule.bridge.plan.PlanLinker;
import org.bascule.bridge.prototype.TypeNames;
import org.bascule.bridge.registry.MarshallerRegistry;
import org.bascule.bridge.registry.RegisteredFactory;
import org.bascule.error.BasculeException;
import org.bascule.lifetime.Housekeeper;
import org.bascule.protocol.ResultRegister;
import org.bascule.spi.Abi;
import org.bascule.spi.CallbackRules;
import org.bascule.spi.CodePageText;
import org.bascule.spi.Convention;
import org.bascule.spi.FunctionType;
import org.bascule.spi.JavaFunction;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.junit.jupiter.api.Test;

/**
 * How arguments come out of an upcall's slots and results get into its outcome, for both widths.
 */
class UpcallTest {
  private final UpcallingHost host = new UpcallingHost();
  private final List<Object> seen = new ArrayList<>();

  interface Mixed {
    double call(byte a, double b, long c, float d, int e, double f);
  }

  interface Thrower {
    int call(int a) throws Exception;
  }

  @Test
  void readsEachArgumentFromItsSlotOnX64() throws Throwable {
    Mixed mixed = this::note;
    register(Abi.X64, Mixed.class, mixed, CallbackOptions.DEFAULT);
    host.callBack(
        0xFFFF_FFFF_FFFF_FFFEL,
        Double.doubleToRawLongBits(2.5),
        -3,
        Float.floatToRawIntBits(4.5f) | 0xABCD_0000_0000_0000L,
        0x1234_5678_0000_0005L,
        Double.doubleToRawLongBits(6.5));

    call();

    assertThat(seen).containsExactly((byte) -2, 2.5, -3L, 4.5f, 5, 6.5);
    assertThat(host.thunk.floating()).isEqualTo(0b1010);
    assertThat(host.thunk.result()).isEqualTo((byte) ResultRegister.Float64);
    assertThat(host.answers).containsExactly(new long[] {1, 0, Double.doubleToRawLongBits(0.25)});
  }

  @Test
  void joinsTheHalvesOfLongValuesOnX86() throws Throwable {
    Mixed mixed = this::note;
    register(Abi.X86, Mixed.class, mixed, CallbackOptions.DEFAULT);
    long b = Double.doubleToRawLongBits(2.5);
    long f = Double.doubleToRawLongBits(6.5);
    host.callBack(
        0xFEL,
        b & 0xFFFF_FFFFL,
        b >>> 32,
        0xFFFF_FFFDL,
        0xFFFF_FFFFL,
        Float.floatToRawIntBits(4.5f),
        5,
        f & 0xFFFF_FFFFL,
        f >>> 32);

    call();

    assertThat(seen).containsExactly((byte) -2, 2.5, -3L, 4.5f, 5, 6.5);
    assertThat(host.thunk.floating()).isZero();
  }

  @Test
  void rethrowsTheVeryExceptionAndRefusesWhatComesLater() {
    IOException thrown = new IOException("no");
    Thrower thrower =
        a -> {
          seen.add(a);
          throw thrown;
        };
    register(Abi.X64, Thrower.class, thrower, CallbackOptions.DEFAULT);
    host.callBack(1);
    host.callBack(2);

    assertThatThrownBy(() -> call()).isSameAs(thrown);

    assertThat(seen).containsExactly(1);
    assertThat(host.answers).containsExactly(new long[] {0, 0, 0}, new long[] {0, 0, 0});
    assertThat(thrown.getSuppressed()).hasSize(1);
    assertThat(thrown.getSuppressed()[0])
        .isInstanceOf(BasculeException.class)
        .hasMessage(
            """
            BSC-505 cannot call demo.f
              expected: that its callbacks return
              actual: one threw java.io.IOException; the DLL got 0 and went on
              remedy: see the exception that carries this note""");
  }

  @Test
  void runsWhatComesLaterIfThePolicySaysSo() {
    List<Exception> thrown = List.of(new IOException("first"), new IOException("second"));
    Thrower thrower =
        a -> {
          seen.add(a);
          if (a < 2) {
            throw thrown.get(a);
          }
          return 7;
        };
    CallbackOptions run =
        CallbackOptions.DEFAULT.withAfterException(CallbackOptions.AfterException.RUN);
    register(Abi.X64, Thrower.class, thrower, run);
    host.callBack(0);
    host.callBack(1);
    host.callBack(2);

    assertThatThrownBy(() -> call()).isSameAs(thrown.get(0)).hasSuppressedException(thrown.get(1));

    assertThat(seen).containsExactly(0, 1, 2);
    assertThat(host.answers.get(2)).containsExactly(1, 7, 0);
  }

  @Test
  void givesTheSameObjectTheSameAddressAndTheAddressItsObject() {
    Thrower first = a -> a;
    BoundPointer<Thrower> pointers =
        register(Abi.X64, Thrower.class, first, CallbackOptions.DEFAULT);
    int frames = host.frames;

    assertThat(pointers.address(first)).isEqualTo(UpcallingHost.THUNK);
    assertThat(pointers.function(UpcallingHost.THUNK)).isSameAs(first);
    assertThat(pointers.address(null)).isZero();
    assertThat(pointers.function(0)).isNull();
    assertThat(host.frames).isEqualTo(frames);
  }

  private double note(byte a, double b, long c, float d, int e, double f) {
    seen.addAll(List.of(a, b, c, d, e, f));
    return 0.25;
  }

  private Callbacks callbacks;
  private HostRequests requests;

  private <T> BoundPointer<T> register(
      Abi abi, Class<T> type, T function, CallbackOptions options) {
    MarshallerRegistry registry = registry();
    Housekeeper housekeeper = new Housekeeper();
    requests = new HostRequests(host, abi, housekeeper, 16);
    callbacks =
        new Callbacks(
            requests,
            registry,
            options,
            new FunctionProxies(
                host, requests, new PlanLinker(), name -> null, site -> {}, housekeeper),
            (t, m) -> {
              throw new AssertionError("nobody reads methods here");
            },
            site -> {},
            housekeeper);
    requests.handleUpcalls(callbacks);
    BindingEnvironment environment =
        new BindingEnvironment(
            abi,
            CodePageText.UTF_8,
            requests.memory(),
            callbacks,
            TypeNames.NONE,
            Lending.ORDINARY);
    Method method = type.getDeclaredMethods()[0];
    BoundPointer<T> pointers =
        callbacks.pointer(
            functionType(method),
            new JavaFunction<>(type, method, CallbackRules.DEFAULT),
            environment);
    assertThat(pointers.address(function)).isEqualTo(UpcallingHost.THUNK);
    return pointers;
  }

  private void call() throws Throwable {
    CallTarget target =
        new CallTarget(
            host,
            requests,
            "demo.f",
            0x1000,
            (byte) 0,
            (byte) ResultRegister.Integer,
            false,
            0,
            List.of(),
            Lending.ORDINARY,
            name -> null);
    Activation activation = target.enter();
    try {
      activation.call();
    } finally {
      activation.leave();
    }
  }

  private static FunctionType functionType(Method method) {
    List<TypeUse> parameters = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Class<?> parameter : method.getParameterTypes()) {
      String path = "argument " + names.size();
      parameters.add(new TypeUse(parameter, Optional.empty(), List.of(), Place.ARGUMENT, path));
      names.add("");
    }
    TypeUse result =
        new TypeUse(method.getReturnType(), Optional.empty(), List.of(), Place.RESULT, "result");
    return new FunctionType(
        method.getName(), Convention.STDCALL, Optional.of(result), parameters, names);
  }

  private static MarshallerRegistry registry() {
    MarshallerRegistry registry = new MarshallerRegistry();
    ServiceLoader.load(MarshallerFactory.class)
        .forEach(
            f ->
                registry.add(
                    new RegisteredFactory(
                        f, new MarshallerInfo(f.getClass().getName(), "tests", 1, 0, ""))));
    return registry;
  }
}
