package org.bascule.bridge;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bascule.error.ValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Options that are nothing are refused when they are set. */
class OptionsTest {
  static Stream<Arguments> options() {
    return Stream.of(
        option("abi", options -> options.withAbi(null)),
        option("prefix", options -> options.withPrefix(null)),
        option("loader", options -> options.withLoader(null)),
        option("libraryPath", options -> options.withLibraryPath(null)),
        option("workingDirectory", options -> options.withWorkingDirectory(null)),
        option("environment", options -> options.withEnvironment(null)),
        option("startTimeout", options -> options.withStartTimeout(null)),
        option("endTimeout", options -> options.withEndTimeout(null)),
        option("progress", options -> options.withProgress(null)),
        option("dllOutput", options -> options.withDllOutput(null)),
        option("callbacks", options -> options.withCallbacks(null)));
  }

  private static Arguments option(String name, UnaryOperator<SessionOptions> change) {
    return Arguments.of(name, change);
  }

  @ParameterizedTest
  @MethodSource("options")
  void refusesNull(String name, UnaryOperator<SessionOptions> change) {
    assertRefused(() -> change.apply(SessionOptions.defaults()), name, "a value", "null");
  }

  @Test
  void refusesNullInside() {
    List<Path> paths = Arrays.asList(Path.of("/a"), null);
    assertRefused(
        () -> SessionOptions.defaults().withLibraryPath(paths),
        "libraryPath",
        "a list of values",
        "null as its element 1");
    assertRefused(
        () -> SessionOptions.defaults().withEnvironment(Collections.singletonMap("A", null)),
        "environment",
        "names and values",
        "A=null");
    assertRefused(() -> CallbackOptions.DEFAULT.withThread(null), "thread", "a value", "null");
    assertRefused(
        () -> FunctionOptions.NONE.memsync("a", null), "directives", "names and values", "a=null");
  }

  private static void assertRefused(
      ThrowingCallable change, String name, String expected, String actual) {
    assertThatThrownBy(change)
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot set an option
              where: the option %s
              expected: %s
              actual: %s
              remedy: pass one, or leave the option as it is""",
            name, expected, actual);
  }
}
