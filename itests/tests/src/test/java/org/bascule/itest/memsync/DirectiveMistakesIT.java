package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.bascule.annotation.Memsync;
import org.bascule.bridge.FunctionOptions;
import org.bascule.error.BasculeException;
import org.bascule.error.LinkError;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.bascule.spi.Directive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A mistake in a directive is found when it is bound; one of its values before anything is sent.
 */
class DirectiveMistakesIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final String SORT = "void bubblesort(float *a, int n)";
  private static final String DATA = "void bubblesort_struct(struct { float *a; int n; } *data)";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "void bubblesort(float a[m], int n)             | argument 0 | m      | 1 | one of a, n                       | \"m\"",
        "void bubblesort(float a[2 * x], float x)       | argument 0 | 2 * x  | 5 | an integer                        | \"x\", which is a floating-point number",
        "void bubblesort(float a[*n], int n)            | argument 0 | *n     | 1 | a pointer whose target is known   | \"*n\"",
        "void bubblesort(float a[n.size], int n)        | argument 0 | n.size | 1 | a struct before .size             | \"n.size\", where that is an integer",
        "void bubblesort(float a[d.m], struct d {int n;} *d)      | argument 0   | d.m | 1 | a member of struct d: n | \"m\"",
        "void bubblesort(struct { float a[m]; int n; } *data)     | argument 0.a | m   | 1 | one of a, n, data       | \"m\""
      })
  void aLengthThatMeansNothingIsNotBound(
      String prototype, String path, String length, int column, String expected, String actual) {
    assertThatThrownBy(() -> WINE.session().function(TestBed.demo(), prototype))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-305 cannot bind %s.bubblesort
              where: length of %s, column %d
                %s
                %s^
              expected: %s
              actual: %s
              remedy: correct the directive"""
                .formatted(
                    TestBed.demo(),
                    path,
                    column,
                    length,
                    " ".repeat(column - 1),
                    expected,
                    actual));
  }

  @Test
  void pointsAtTheColumnOfALengthThatCannotBeRead() {
    assertThatThrownBy(
            () -> WINE.session().function(TestBed.demo(), "void bubblesort(float a[n +], int n)"))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-301 cannot read the prototype
              where: column 28
                void bubblesort(float a[n +], int n)
                                           ^
              expected: "(" or "*" or a name or a number
              actual: "]"
              remedy: write it as a C header does, for instance: double pow(double x, double y)""");
    assertThatThrownBy(() -> bind(SORT, "a", Directive.NONE.withLength("n * ")))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-301 cannot read the length of argument 0
              where: column 5
                n *\s
                   \s^
              expected: "(" or "*" or a name or a number
              actual: the end
              remedy: write it like: width * height + 1""");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        SORT
            + " | b      | memsync pointer \"b\"           | a path that begins with a parameter or with result | \"b\" | use arg0, arg1 …; names of a Java interface need javac -parameters",
        DATA
            + " | data.b | memsync pointer argument 0.b    | a member of struct: a, n | \"b\"                | correct the directive",
        SORT
            + " | n.b    | memsync pointer argument 1.b    | a struct before .b       | 4-byte signed integer | correct the directive",
      })
  void aPathThatLeadsNowhereIsNotBound(
      String prototype, String path, String where, String expected, String actual, String remedy) {
    assertThatThrownBy(() -> bind(prototype, path, Directive.NONE.withLength("2")))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-305 cannot bind %s.%s
              where: %s
              expected: %s
              actual: %s
              remedy: %s"""
                .formatted(
                    TestBed.demo(),
                    prototype.replaceAll("void (\\w+).*", "$1"),
                    where,
                    expected,
                    actual,
                    remedy));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        SORT + " | n      | argument 1   | 27 | int",
        SORT + " | a.*    | argument 0[] | 17 | float",
        DATA + " | data.n | argument 0.n | 24 | int"
      })
  void aLengthIsForAPointer(
      String prototype, String pointer, String path, int column, String type) {
    assertThatThrownBy(() -> bind(prototype, pointer, Directive.NONE.withLength("2")))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-305 cannot bind %s
              where: column %d
                %s
                %s^
              expected: a pointer where a directive gives a length
              actual: %s
              remedy: declare an array, or move the directive to the pointer that it is for"""
                .formatted(path, column, prototype, " ".repeat(column - 1), type));
  }

  @Test
  void aTypeThatDoesNotFitThePointerIsNotBound() {
    Directive texts = Directive.NONE.withLength("n").withType(String.class);
    assertThatThrownBy(() -> bind(SORT, "a", texts))
        .isInstanceOf(SignatureException.class)
        .hasMessageStartingWith(
            """
            BSC-302 cannot bind %s.bubblesort
              where: column 17
                %s
                                ^
              expected: a type that a marshaller takes
              actual: java.lang.String (C: float); none of the"""
                .formatted(TestBed.demo(), SORT));
  }

  @Test
  void aFreeingFunctionThatIsNotThereIsMissedBeforeAnythingIsAllocated() {
    Directive freed = Directive.NONE.withLength("count").freedBy("free_everything");
    assertThatThrownBy(() -> bind("int *make_squares(int count)", "result", freed))
        .isInstanceOf(LinkError.class)
        .hasMessageStartingWith("BSC-207 cannot find the function free_everything in ");
  }

  static Stream<Arguments> absurd() {
    Object two = new float[] {2, 1};
    String product = "void bubblesort_product(float a[u * v], int u, int v)";
    return Stream.of(
        Arguments.of("void bubblesort(float a[n], int n)", "n", "-1", new Object[] {two, -1}),
        Arguments.of(product, "u * v", "-6", new Object[] {two, 2, -3}),
        Arguments.of(product.replace('*', '/'), "u / v", "/ by zero", new Object[] {two, 2, 0}),
        Arguments.of(
            "void bubblesort(float a[n * n], int64_t n)",
            "n * n",
            "long overflow",
            new Object[] {two, 1L << 33}));
  }

  @ParameterizedTest
  @MethodSource("absurd")
  void anAbsurdLengthIsNotSent(String prototype, String length, String actual, Object[] arguments) {
    assertThatThrownBy(() -> WINE.demo(prototype, arguments))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-407 cannot call %s.%s
              where: length of argument 0: %s
              expected: a length of 0 or more
              actual: %s
              remedy: correct the values that the length is made of"""
                .formatted(
                    TestBed.demo(), prototype.replaceAll("void (\\w+).*", "$1"), length, actual));
  }

  @Test
  void aLengthBehindANullPointerIsNotSent() {
    String counted = "void double_counted(const int *count, double numbers[*count])";
    assertThatThrownBy(() -> WINE.demo(counted, null, new double[2]))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-407 cannot call %s.double_counted
              where: length of argument 1: *count
              expected: a pointer that is not null in "*count"
              actual: null
              remedy: correct the values that the length is made of"""
                .formatted(TestBed.demo()));
  }

  static Stream<Arguments> tooLong() {
    float[] two = {2, 1};
    return Stream.of(
        Arguments.of("void bubblesort(float a[n], int n)", "0", "n", "3", new Object[] {two, 3}),
        Arguments.of(
            "void bubblesort_product(float a[u * v], int u, int v)",
            "0",
            "u * v",
            "1152921504606846976",
            new Object[] {two, 1 << 30, 1 << 30}),
        Arguments.of(
            "void bubblesort_struct(struct { float a[n]; int n; } *data)",
            "0.a",
            "n",
            "5",
            new Object[] {Map.of("a", two, "n", 5)}));
  }

  @ParameterizedTest
  @MethodSource("tooLong")
  void aLengthLargerThanTheArrayIsNotSent(
      String prototype, String path, String length, String actual, Object[] arguments) {
    assertThatThrownBy(() -> WINE.demo(prototype, arguments))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-407 cannot take argument %s
              where: length %s
              expected: at most 2, which the Java object has room for
              actual: %s
              remedy: pass a larger object or a smaller length; nothing was sent"""
                .formatted(path, length, actual));
  }

  /** With directives that name nothing. */
  public interface Wrong {
    void bubblesort(@Memsync(length = "arg2") float[] a, int n);

    @Memsync(pointer = "arg5", length = "arg1")
    void bubblesort_product(float[] a, int u, int v);
  }

  @Test
  void aWrongAnnotationIsFoundBeforeTheFirstCall() {
    Wrong wrong = WINE.session().load(TestBed.demo(), Wrong.class);
    assertThatThrownBy(() -> wrong.bubblesort(new float[1], 1))
        .isInstanceOf(SignatureException.class)
        .hasMessageStartingWith(
            """
            BSC-305 cannot bind %s.bubblesort
              where: length of argument 0, column 1
                arg2
                ^
            """
                .formatted(TestBed.demo()));
    assertThatThrownBy(() -> wrong.bubblesort_product(new float[1], 1, 1))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-305 cannot bind bubblesort_product
              where: memsync pointer "arg5"
              expected: a path that begins with a parameter or with result
              actual: "arg5"
              remedy: use arg0, arg1 …; names of a Java interface need javac -parameters""");
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "10, 1", "4096, 1", "70000, 1"})
  void anOverrunIsNamedAndNothingElse(int count, int extra) {
    String fill = "void fill_too_far(int a[n], int n, int extra)";
    if (extra == 0) {
      assertThat(WINE.changed(fill, new int[count], count, extra)).isEqualTo(new int[count]);
      return;
    }
    assertThatThrownBy(() -> WINE.demo(fill, new int[count], count, extra))
        .isInstanceOf(BasculeException.class)
        .hasMessage(
            """
            BSC-503 cannot call %s.fill_too_far
              expected: that the DLL stays inside the memory that it is given
              actual: argument 0 (section 0, %d bytes): the DLL wrote 4 bytes behind it, right at its end: %s
              remedy: pass a larger array or buffer, or correct the length; nothing was read back"""
                .formatted(TestBed.demo(), count * Integer.BYTES, bytes(count)));
  }

  @Test
  void anOverrunOfAStructIsNamed() {
    assertThatThrownBy(
            () -> WINE.demo("void sub_int(struct { int a, b; } *values)", Map.of("a", 1, "b", 2)))
        .isInstanceOf(BasculeException.class)
        .hasMessageContaining("argument 0 (section 0, 8 bytes): the DLL wrote 4 bytes behind it,");
  }

  private static String bytes(int number) {
    int order = Integer.reverseBytes(number);
    return HexFormat.ofDelimiter(" ").formatHex(ByteBuffer.allocate(4).putInt(order).array());
  }

  private static void bind(String prototype, String pointer, Directive directive) {
    WINE.session()
        .function(TestBed.demo(), prototype, FunctionOptions.NONE.memsync(pointer, directive));
  }
}
