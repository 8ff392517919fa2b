package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.bascule.bridge.CallResult;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shapes of pointers that other people's DLLs have: lists as results, tables of rows, dots. */
class ForeignShapesIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final String DLL = TestBed.dll("rows").toString();
  private static final String DEVICE =
      "struct { const char *name; const char *driver; DWORD flags; } *into";

  private static CallResult invoke(String prototype, Object... arguments) {
    return WINE.session().function(DLL, prototype).invoke(arguments);
  }

  private static Object output(CallResult result) {
    assertThat(result.outputs()).hasSize(1);
    return result.outputs().get(0).value();
  }

  @Test
  void aMarkAtTheResultSaysHowLongItIsAndWhoFreesIt() {
    assertThat(
            WINE.session()
                .function(
                    DLL,
                    "[length(count), free(release_list)] char **greet_all("
                        + "const char *greeting, const char *names[count], int count)")
                .call("Hallo", List.of("Eva", "Jörg"), 2))
        .isEqualTo(new String[] {"Hallo Eva", "Hallo Jörg"});
    assertThat(invoke("int living_lists(void)").value()).isEqualTo(0);
  }

  @Test
  void theLengthOfAResultStandsInItsDeclaratorAsWell() {
    assertThat(invoke("[free(msvcrt!free)] char *(*holes(int count))[count]", 5).value())
        .isEqualTo(new String[] {"even", null, "even", null, "even"});
    assertThat(invoke("[length(count), free(msvcrt!free)] char **holes(int count)", 3).value())
        .isEqualTo(new String[] {"even", null, "even"});
  }

  @Test
  void aResultIsOfTheTypeThatItsMarkSays() {
    assertThat(
            WINE.session()
                .function(
                    TestBed.demo(),
                    "[length(4 * count), bytes, type(int), free(free_numbers)] void *make_squares("
                        + "int count)")
                .call(4))
        .isEqualTo(new int[] {0, 1, 4, 9});
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "float (*rows[n])[m]",
        "[length(n)] float (**rows)[m]",
        "float (*rows[2])[2]",
        "float (*rows[2])[m]"
      })
  void aTableOfRowsIsPassedAndComesBack(String rows) {
    CallResult result =
        invoke(
            "double fill_rows(" + rows + ", int n, int m)",
            List.of(List.of(1, 2), List.of(3, 4)),
            2,
            2);
    assertThat(result.value()).isEqualTo(10.0);
    assertThat(output(result)).isEqualTo(new float[][] {{0, 1}, {10, 11}});
  }

  @Test
  void zeroIsTakenForAStructThatIsOnlyWritten() {
    for (Object zero : new Object[] {0, 0L, "0"}) {
      CallResult result = invoke("BOOL get_device(int index, [out] " + DEVICE + ")", 1, zero);
      assertThat(result.value()).isEqualTo(1);
      assertThat(((Map<?, ?>) output(result)).get("name")).isEqualTo("Lautsprecher");
      assertThat(((Map<?, ?>) output(result)).get("driver")).isNull();
      assertThat(((Map<?, ?>) output(result)).get("flags").toString()).isEqualTo("263");
    }
    assertThatThrownBy(() -> invoke("BOOL get_device(int index, " + DEVICE + ")", 1, 0))
        .isInstanceOf(ValueException.class)
        .hasMessageStartingWith("BSC-4");
  }

  @Test
  void listsBehindTheDotsAreMemoryThatComesBack() {
    CallResult result = invoke("int gather(int n, ...)", 2, 0, List.of(0), 1, List.of(0.0));
    assertThat(result.value()).isEqualTo(2);
    assertThat(result.outputs().stream().map(CallResult.Output::name))
        .containsExactly("arg2", "arg4");
    assertThat(result.outputs().get(0).value()).isEqualTo(new int[] {100});
    assertThat(result.outputs().get(1).value()).isEqualTo(new double[] {1.5});
  }

  @Test
  void arraysAndTextBehindTheDotsComeBackToo() {
    StringBuilder text = new StringBuilder(8);
    double[] number = {0};
    assertThat(invoke("int gather(int n, ...)", 2, 1, number, 2, text).outputs()).hasSize(2);
    assertThat(number).containsExactly(0.5);
    assertThat(text).hasToString("OK");
  }

  @Test
  void asManyArgumentsAsTheJvmHasRoomForArePassed() {
    assertThat(call("int abs", "int", 248)).isEqualTo(7);
    // On the stack of 32 bits they take two slots each, of 255.
    int most = TestBed.byWidth(248, 127);
    assertThat(call("double fabs", "double", most)).isEqualTo(7.0);
    assertThat(call("long long _abs64", "long long", most)).isEqualTo(7L);
  }

  @ParameterizedTest
  @CsvSource({
    "int, 249, '248 arguments, of which a Java long or double counts twice', 249",
    "int, 255, '248 arguments, of which a Java long or double counts twice', 255",
    "int, 256, 255 argument slots, 256",
    "int, 10000, 255 argument slots, 10000"
  })
  void moreAreRefused(String type, int count, String most, int actual) {
    assertThatThrownBy(() -> call("int abs", type, count))
        .isInstanceOf(SignatureException.class)
        .hasMessageStartingWith(
            "BSC-303 cannot bind msvcrt.abs\n  expected: at most "
                + most
                + "\n  actual: "
                + actual
                + "\n  remedy: ");
  }

  private static Object call(String function, String type, int count) {
    Object[] arguments = new Object[count];
    Arrays.fill(arguments, 7);
    String parameters = String.join(", ", Collections.nCopies(count, type));
    return WINE.session().function("msvcrt", function + "(" + parameters + ")").call(arguments);
  }
}
