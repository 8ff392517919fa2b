package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Library;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.FunctionOptions;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.error.Diagnosed;
import org.bascule.spi.Address;
import org.bascule.spi.NativeFunction;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing where something must be: refused with a code, by whatever method of the API. */
class NullsIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  /** Plain. */
  public interface Plain {
    int abs(int value);
  }

  /** Of JNA's family. */
  public interface OfJna extends Library {
    int abs(int value);
  }

  private static Arguments row(String what, ThrowingCallable call) {
    return Arguments.of(what, call);
  }

  static Stream<Arguments> nulls() {
    Session session = WINE.session();
    FunctionHandle abs = session.function("msvcrt", "int abs(int a)");
    SessionOptions options = TestBed.options();
    return Stream.of(
        row("BSC-402 cannot load a library", () -> session.library(null)),
        row("BSC-402 cannot load an interface", () -> session.load(null, Plain.class)),
        row("BSC-402 cannot load an interface", () -> session.load("msvcrt", null)),
        row("BSC-402 cannot load an interface", () -> session.load("msvcrt", OfJna.class, null)),
        row("BSC-402 cannot load an interface", () -> session.load(null, OfJna.class, Map.of())),
        row("BSC-402 cannot load an interface", () -> session.check(null, Plain.class)),
        row("BSC-402 cannot load an interface", () -> session.check("msvcrt", null)),
        row("BSC-402 cannot load a library", () -> session.function(null, "int abs(int a)")),
        row("BSC-301 cannot read the prototype", () -> session.function("msvcrt", null)),
        row(
            "BSC-402 cannot bind a function",
            () -> session.function("msvcrt", "int abs(int a)", (FunctionOptions) null)),
        row("BSC-402 cannot load a library", () -> session.variable(null, "int a")),
        row("BSC-301 cannot read the variable", () -> session.variable("msvcrt", null)),
        row("BSC-402 cannot find a variable", () -> session.variable("msvcrt", null, int.class)),
        row("BSC-402 cannot find a variable", () -> session.variable("msvcrt", "a", null)),
        row("BSC-402 cannot look at memory", () -> session.at(null, "int")),
        row("BSC-301 cannot read the C type", () -> session.at(Address.NULL, (String) null)),
        row("BSC-402 cannot look at memory", () -> session.at(Address.NULL, (Class<?>) null)),
        row("BSC-402 cannot bind a function", () -> session.functionAt(null, "int f(void)")),
        row("BSC-301 cannot read the declarations", () -> session.declare(null)),
        row("BSC-301 cannot read the C type", () -> session.layout(null)),
        row("BSC-402 cannot find a marshaller", () -> session.marshaller(null)),
        row("BSC-402 cannot look at memory", () -> session.memory(null, 8)),
        row(
            "BSC-402 cannot make a callback",
            () -> session.callback((Class<IntUnaryOperator>) null, value -> value)),
        row("BSC-402 cannot make a callback", () -> session.callback(IntUnaryOperator.class, null)),
        row(
            "BSC-301 cannot read the C type",
            () -> session.callback((String) null, arguments -> null)),
        row(
            "BSC-402 cannot make a callback",
            () -> session.callback("int (*)(int)", (NativeFunction) null)),
        row("BSC-402 cannot open an apartment", () -> session.apartment(null)),
        row("BSC-402 cannot call msvcrt.abs", () -> abs.call((Object[]) null)),
        row("BSC-402 cannot call msvcrt.abs", () -> abs.invoke((Object[]) null)),
        row("BSC-402 cannot take argument 0", () -> abs.call((Object) null)),
        row("BSC-402 cannot open a session", () -> Standalone.bascule().open(null)),
        row("BSC-402 cannot examine the machine", () -> Standalone.bascule().examine(null)),
        row(
            "BSC-402 cannot examine a library",
            () -> Standalone.bascule().examineLibrary(null, "msvcrt")),
        row(
            "BSC-402 cannot examine a library",
            () -> Standalone.bascule().examineLibrary(options, null)));
  }

  @ParameterizedTest(name = "{index} {0}")
  @MethodSource("nulls")
  void areRefusedWithACode(String message, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(Diagnosed.class)
        .hasMessageStartingWith(message)
        .hasMessageContaining("\n  actual: null\n");
    assertThat(WINE.session().end()).isEmpty();
  }
}
