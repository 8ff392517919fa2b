package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bascule.bridge.FunctionHandle;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bad input is refused, with words that help, before anything is sent. */
class ArgumentsIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final int UNTOUCHED = 4711;

  private FunctionHandle remember;

  @BeforeEach
  void remember() {
    remember = WINE.session().function(TestBed.demo(), "int remember(int value)");
    remember.call(UNTOUCHED);
  }

  @Test
  void refusesTooManyArguments() {
    assertThatThrownBy(() -> remember.call(1, 2))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-401 cannot call %s.remember
              where: int remember(int value)
              expected: 1 argument
              actual: 2
              remedy: pass one argument for each parameter; nothing was sent"""
                .formatted(TestBed.demo()));
    assertNothingWasSent();
  }

  @Test
  void refusesTooFewArguments() {
    assertThatThrownBy(
            () -> WINE.session().function("msvcrt", "double pow(double x, double y)").call(2))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-401 cannot call msvcrt.pow
              where: double pow(double x, double y)
              expected: 2 arguments
              actual: 1
              remedy: pass one argument for each parameter; nothing was sent""");
  }

  @Test
  void refusesNumbersOutsideTheRange() {
    assertThatThrownBy(() -> remember.call(3_000_000_000L))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take argument 0
              expected: a whole number from -2147483648 to 2147483647 (int)
              actual: 3000000000
              remedy: pass a value in that range, or call a function that takes a wider type""");
    assertNothingWasSent();
  }

  @Test
  void refusesFractionsForIntegers() {
    assertThatThrownBy(() -> remember.call(1.5))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take argument 0
              expected: a whole number from -2147483648 to 2147483647 (int)
              actual: 1.5
              remedy: pass a value that this type expresses without loss""");
    assertNothingWasSent();
  }

  @Test
  void refusesTextThatIsNoNumber() {
    assertThatThrownBy(() -> remember.call("twelve"))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-406 cannot take argument 0
              expected: a whole number from -2147483648 to 2147483647 (int)
              actual: "twelve"
              remedy: write a number such as 42, -1 or 0x1F""");
    assertNothingWasSent();
  }

  @Test
  void refusesNullForANumber() {
    assertThatThrownBy(() -> remember.call((Object) null))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take argument 0
              expected: a whole number from -2147483648 to 2147483647 (int)
              actual: null
              remedy: pass a value; only pointers can be null""");
    assertNothingWasSent();
  }

  @Test
  void pointsAtTheMistakeInAPrototype() {
    assertThatThrownBy(() -> WINE.session().function("msvcrt", "double pow(double x; double y)"))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-301 cannot read the prototype
              where: column 20
                double pow(double x; double y)
                                   ^
              expected: ")"
              actual: ";"
              remedy: write it as a C header does, for instance: double pow(double x, double y)""");
  }

  @Test
  void pointsAtATypeThatNobodyTakes() {
    assertThatThrownBy(() -> WINE.session().function("msvcrt", "int abs(struct s)"))
        .isInstanceOf(SignatureException.class)
        .hasMessageStartingWith(
            """
            BSC-302 cannot bind msvcrt.abs
              where: column 9
                int abs(struct s)
                        ^
              expected: a type that a marshaller takes
              actual: struct s; none of the""");
  }

  @Test
  void refusesWordsThatAreNoType() {
    assertThatThrownBy(() -> WINE.session().function("msvcrt", "short double f(void)"))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-301 cannot read the prototype
              where: column 1
                short double f(void)
                ^
              expected: an arithmetic type of C
              actual: "short double"
              remedy: write it as a C header does, for instance: double pow(double x, double y)""");
  }

  @Test
  void refusesAClassInPlaceOfAnInterface() {
    assertThatThrownBy(() -> WINE.session().load("msvcrt", String.class))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-303 cannot load a library as java.lang.String
              expected: an interface that may be implemented
              actual: a class
              remedy: declare the functions in an interface""");
  }

  private void assertNothingWasSent() {
    assertThat(remember.call(UNTOUCHED)).isEqualTo(UNTOUCHED);
  }
}
