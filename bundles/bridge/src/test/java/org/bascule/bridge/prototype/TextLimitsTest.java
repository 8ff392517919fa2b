package org.bascule.bridge.prototype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.bascule.error.SignatureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TextLimitsTest {
  static Stream<Arguments> tooMuch() {
    int many = 10_000;
    return Stream.of(
        Arguments.of(
            "int f(int (*p" + ")(int (*p".repeat(many) + ")(int)" + ")".repeat(many) + ")",
            "at most 64 brackets in each other"),
        Arguments.of("int f(" + "(".repeat(many), "at most 64 brackets in each other"),
        Arguments.of(
            "int f(" + "struct { ".repeat(many) + "int i; " + "} s; ".repeat(many) + "x)",
            "at most 64 brackets in each other"),
        Arguments.of("int f(int " + "*".repeat(many) + "p)", "at most 32 stars in a row"),
        Arguments.of("int f(int p" + "[2]".repeat(many) + ")", "at most 32 dimensions"),
        Arguments.of("int f(int p[1" + "0".repeat(30) + "])", "a constant of at most 63 bits"),
        Arguments.of("int f(int p[2 * 99999999999999999])", "at most 2147483647 elements"),
        Arguments.of("int f(" + " ".repeat(20 << 20) + "void)", "at most 1048576 characters"));
  }

  @ParameterizedTest
  @MethodSource("tooMuch")
  void refusesWhatIsTooLarge(String source, String expected) {
    assertThatThrownBy(() -> PrototypeReader.read(source))
        .isInstanceOf(SignatureException.class)
        .hasMessageStartingWith("BSC-301 cannot read the prototype\n")
        .hasMessageContaining("expected: " + expected)
        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(1000));
  }

  @Test
  void takesWhatPeopleWrite() {
    String many = "int a, ".repeat(200) + "int b";
    assertThat(PrototypeReader.read("int f(" + many + ")").parameters()).hasSize(201);
    assertThat(PrototypeReader.read("int f(int *****p, int (*(*q)(int (*)(int)))[2][2][2])"))
        .isNotNull();
  }
}
