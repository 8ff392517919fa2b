package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.bascule.annotation.DeclaredAs;
import org.bascule.annotation.LengthFunction;
import org.bascule.annotation.Memsync;
import org.bascule.bridge.FunctionOptions;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.bascule.spi.Directive;
import org.bascule.spi.Ref;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lengths that a class computes, and lengths of text. */
class LengthFunctionIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final String PRODUCT = "void bubblesort_product(float *a, int u, int v)";

  /** Public as length functions must be. */
  public static final class Product implements LengthFunction {
    @Override
    public long length(long... values) {
      return Arrays.stream(values).reduce(1, Math::multiplyExact);
    }
  }

  public static final class InBytes implements LengthFunction {
    @Override
    public long length(long... values) {
      return values[0] * Float.BYTES;
    }
  }

  public static final class Negative implements LengthFunction {
    @Override
    public long length(long... values) {
      return -7;
    }
  }

  public static final class Failing implements LengthFunction {
    @Override
    public long length(long... values) {
      throw new IllegalStateException("no idea");
    }
  }

  static final class Hidden implements LengthFunction {
    @Override
    public long length(long... values) {
      return 0;
    }
  }

  public record Sortable(@Memsync(length = "n", lengthBy = Product.class) float[] a, int n) {}

  interface Demo {
    void bubblesort_product(
        @Memsync(length = "arg1, arg2", lengthBy = Product.class) float[] a, int u, int v);

    void bubblesort_struct(Ref<Sortable> data);

    void bubblesort(
        @Memsync(length = "arg1", lengthBy = InBytes.class, bytes = true) float[] a, int n);

    @Memsync(pointer = "arg1.*", length = "strlen(arg0) + 2")
    void tag_string(String text, @DeclaredAs("char **") Ref<StringBuilder> tagged);
  }

  public interface Change {
    void change(@Memsync(length = "arg1, 1", lengthBy = Product.class) float[] row, int count);
  }

  interface Upcalls {
    void change_rows(
        @Memsync(length = "arg1, arg2", lengthBy = Product.class) float[] data,
        int rows,
        int columns,
        Change change);
  }

  interface Unsaid {
    void bubblesort(@Memsync(lengthBy = Product.class) float[] a, int n);
  }

  private static Demo demo() {
    return WINE.session().load(TestBed.demo(), Demo.class);
  }

  private static Object sort(Directive directive, float[] a, int u, int v) {
    FunctionOptions options = FunctionOptions.NONE.memsync("a", directive);
    return WINE.session().function(TestBed.demo(), PRODUCT, options).call(a, u, v);
  }

  @Test
  void aClassComputesTheLengthFromTheValuesOfPaths() {
    float[] handle = {4, 3, 2, 1, 0};
    sort(Directive.NONE.withLength("u, v", Product.class), handle, 2, 2);
    assertThat(handle).containsExactly(1, 2, 3, 4, 0);

    float[] plain = {4, 3, 2, 1, 0};
    demo().bubblesort_product(plain, 2, 2);
    assertThat(plain).containsExactly(1, 2, 3, 4, 0);
  }

  @Test
  void worksInRecordsAndInBytes() {
    Ref<Sortable> data = new Ref<>(new Sortable(new float[] {3, 2, 1}, 3));
    demo().bubblesort_struct(data);
    assertThat(data.get().a()).containsExactly(1, 2, 3);

    float[] part = {3, 2, 1};
    demo().bubblesort(part, 2);
    assertThat(part).containsExactly(2, 3, 1);
  }

  @Test
  void worksInParametersOfCallbacks() {
    float[] data = {1, 2, 3, 4, 5, 6};
    WINE.session()
        .load(TestBed.dll("upcalls").toString(), Upcalls.class)
        .change_rows(
            data,
            2,
            3,
            (row, count) -> {
              assertThat(row).hasSize(count);
              for (int i = 0; i < count; i++) {
                row[i] = -row[i];
              }
            });
    assertThat(data).containsExactly(-1, -2, -3, -4, -5, -6);
  }

  @Test
  void takesTheLengthOfAText() {
    Ref<StringBuilder> tagged = new Ref<>();
    demo().tag_string("body", tagged);
    assertThat(tagged.get()).hasToString("<body>");

    Object wide =
        WINE.session()
            .function(
                TestBed.demo(),
                "void tag_string_w(const wchar_t *text, [out] wchar_t (**tagged)[wcslen(text) +"
                    + " 2])")
            .invoke("tö😀", new Ref<>())
            .outputs()
            .get(0)
            .value();
    assertThat(((Ref<?>) wide).get()).hasToString("<tö😀>");
  }

  @Test
  void refusesAComputedLengthThatTheArrayDoesNotHave() {
    Directive product = Directive.NONE.withLength("u, v", Product.class);
    assertThatThrownBy(() -> sort(product, new float[3], 2, 2))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-407 cannot take argument 0
              where: length u, v
              expected: at most 3, which the Java object has room for
              actual: 4
              remedy: pass a larger object or a smaller length; nothing was sent\
            """);
  }

  @Test
  void saysWhichClassFailed() {
    String message =
        """
        BSC-407 cannot call %s.bubblesort_product
          where: length of argument 0: u
          expected: %s
          actual: %s
          remedy: mend %s, or correct the values it is given\
        """;
    assertThatThrownBy(
            () -> sort(Directive.NONE.withLength("u", Failing.class), new float[1], 1, 1))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            message.formatted(
                TestBed.demo(),
                "a length from " + Failing.class.getName(),
                "java.lang.IllegalStateException: no idea",
                Failing.class.getName()))
        .hasRootCauseMessage("no idea");
    assertThatThrownBy(
            () -> sort(Directive.NONE.withLength("u", Negative.class), new float[1], 1, 1))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            message.formatted(
                TestBed.demo(),
                "a length of 0 or more from " + Negative.class.getName(),
                "-7",
                Negative.class.getName()));
  }

  @Test
  void findsMistakesWhenItIsBound() {
    assertThatThrownBy(() -> sort(Directive.NONE.withLength("u", Hidden.class), null, 1, 1))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-305 cannot bind %s.bubblesort_product
              where: length of argument 0: u
              expected: a length function: a public class with a public constructor without parameters
              actual: %s
              remedy: correct the directive\
            """
                .formatted(TestBed.demo(), Hidden.class.getName()));
    assertThatThrownBy(() -> sort(Directive.NONE.withLength("u, a", Product.class), null, 1, 1))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-305 cannot bind %s.bubblesort_product
              where: length of argument 0, column 4
                u, a
                   ^
              expected: an integer
              actual: "a", which is a pointer
              remedy: correct the directive\
            """
                .formatted(TestBed.demo()));
    assertThatThrownBy(() -> sort(Directive.NONE.withLength("u, v"), null, 1, 1))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-301 cannot read the length of argument 0
              where: column 4
                u, v
                   ^
              expected: one expression; several are for a length function (lengthBy)
              actual: 2 expressions
              remedy: write it like: width * height + 1\
            """);
    assertThatThrownBy(() -> sort(Directive.NONE.withLength("strlen(u)"), null, 1, 1))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-305 cannot bind %s.bubblesort_product
              where: length of argument 0, column 8
                strlen(u)
                       ^
              expected: a pointer to text
              actual: "u", which is an integer
              remedy: correct the directive\
            """
                .formatted(TestBed.demo()));
    assertThatThrownBy(() -> sort(Directive.NONE.withLength("sizeof(u)"), null, 1, 1))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-301 cannot read the length of argument 0
              where: column 1
                sizeof(u)
                ^
              expected: strlen or wcslen
              actual: "sizeof"
              remedy: write it like: width * height + 1\
            """);
    Unsaid unsaid = WINE.session().load(TestBed.demo(), Unsaid.class);
    assertThatThrownBy(() -> unsaid.bubblesort(new float[1], 1))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-305 cannot read @Memsync(lengthBy = Product.class)
              expected: a length beside lengthBy, with the numbers that it is computed from
              actual: none
              remedy: add them: length = "width, height\"\
            """);
  }
}
