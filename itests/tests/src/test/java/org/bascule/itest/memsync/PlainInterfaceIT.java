package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bascule.annotation.DeclaredAs;
import org.bascule.annotation.Direction;
import org.bascule.annotation.FunctionName;
import org.bascule.annotation.Length;
import org.bascule.annotation.Memsync;
import org.bascule.annotation.Overlaid;
import org.bascule.annotation.Packed;
import org.bascule.error.ValueException;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.bascule.spi.Ref;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same memory through Java interfaces: arrays, buffers, records, and what annotations add. */
class PlainInterfaceIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static Demo demo;

  /** Of demo.dll. */
  public interface Demo {
    void bubblesort(@Memsync(length = "arg1") float[] a, int n);

    @FunctionName("bubblesort")
    void sortAll(float[] a, int n);

    @FunctionName("bubblesort")
    void sortBuffer(FloatBuffer a, int n);

    @Memsync(pointer = "arg0", length = "arg1 * arg2")
    void bubblesort_product(float[] a, int u, int v);

    void bubblesort_struct(Ref<Sortable> data);

    double average(@Memsync(length = "arg1", direction = Direction.IN) double[] a, int n);

    void sub_int(Ref<Subtraction> values);

    void mul_float(Ref<Product> values);

    double distance(Ref<Point> p1, Ref<Point> p2);

    Ref<Double> distance_pointer(Ref<Point> p1, Ref<Point> p2);

    Ref<Vector4> vector4_add(Ref<Vector4> v1, Ref<Vector4> v2);

    Ref<Vector5> vector5_add_array(Vector5[] v, short len);

    void gauss_elimination(
        @DeclaredAs("float (*)[3][4]") float[][] a, @DeclaredAs("float (*)[3]") float[] x);

    void sum_members(SixNumbers[] numbers, Ref<SixNumbers> sum);

    void replace_letter(StringBuilder text, byte old, byte replacement);

    void replace_letter_w(@DeclaredAs("wchar_t *") StringBuilder text, char old, char replacement);

    void replace_in_list(String[] texts, byte old, byte replacement);

    void concatenate_in_place_char(Ref<ThreeWords> words);

    void concatenate_in_place_wide(Ref<ThreeWideWords> words);

    @Memsync(pointer = "arg1.*", length = "arg2")
    void square_int_array(short[] in, Ref<short[]> out, short len);

    void square_int_array_with_struct(Ref<IntArray> in, Ref<IntArray> out);

    Ref<IntArray> fibonacci_sequence(short len);

    @Memsync(length = "arg0", free = "free_numbers")
    int[] make_squares(int count);

    int living_numbers();

    void make_squares_in_struct(Ref<Squares> into);

    int divisors(int of, @Memsync(length = "arg2", valid = "result") int[] into, int capacity);

    double packed_value(Ref<PackedRecord> data);

    int sum_list(Ref<Node> list);

    void negate_number(Ref<Tagged> number);

    Bytes12 echo_bytes12(Bytes12 value);

    Line turn_line(Line given);

    double double_rows(@Memsync(length = "arg1") Row[] rows, int count);
  }

  /** {@code struct { float *a; int n; }}. */
  public record Sortable(@Memsync(length = "n") float[] a, int n) {}

  /** {@code struct { int a, b, diff; }}. */
  public record Subtraction(int a, int b, int diff) {}

  /** {@code struct { float a, b, prod; }}. */
  public record Product(float a, float b, float prod) {}

  /** {@code struct { double x, y; }}. */
  public record Point(double x, double y) {}

  /** {@code struct { int16_t x, y, z, u; }}. */
  public record Vector4(short x, short y, short z, short u) {}

  /** {@code struct { int16_t x, y, z, u, w; }}. */
  public record Vector5(short x, short y, short z, short u, short w) {}

  /** {@code struct { float a, b, c, d, e, f; }}. */
  public record SixNumbers(float a, float b, float c, float d, float e, float f) {}

  /** {@code struct { char a[5], b[5], c[11]; }}. */
  public record ThreeWords(@Length(5) String a, @Length(5) String b, @Length(11) String c) {}

  /** {@code struct { wchar_t a[5], b[5], c[11]; }}. */
  public record ThreeWideWords(
      @Length(5) @DeclaredAs("wchar_t") String a,
      @Length(5) @DeclaredAs("wchar_t") String b,
      @Length(11) @DeclaredAs("wchar_t") String c) {}

  /** {@code struct { int16_t *data; int16_t len; }}. */
  public record IntArray(@Memsync(length = "len") short[] data, short len) {}

  /** {@code struct { int count; int *numbers; }}. */
  public record Squares(
      int count, @Memsync(length = "count", free = "free_numbers") int[] numbers) {}

  /** {@code #pragma pack(1) struct { char tag; double value; }}. */
  @Packed
  public record PackedRecord(byte tag, double value) {}

  /** {@code struct node { int value; struct node *next; }}. */
  public record Node(int value, Ref<Node> next) {}

  /** {@code union { int32_t whole; float real; uint8_t bytes[4]; }}. */
  @Overlaid
  public record AnyNumber(Integer whole, Float real, @Length(4) byte[] bytes) {}

  /** {@code struct { int kind; union …; }}. */
  public record Tagged(int kind, AnyNumber value) {}

  /** {@code struct { int32_t a, b, c; }}. */
  public record Bytes12(int a, int b, int c) {}

  /** {@code struct { struct { double x, y; } from, to; int label; }}. */
  public record Line(Point from, Point to, int label) {}

  /** {@code struct { double *values; int count; const char *name; }}. */
  public record Row(@Memsync(length = "count") double[] values, int count, String name) {}

  @BeforeAll
  static void load() {
    demo = WINE.session().load(TestBed.demo(), Demo.class);
  }

  @Test
  void sortsWithAndWithoutADirective() {
    float[] part = {3, 2, 1};
    demo.bubblesort(part, 2);
    assertThat(part).containsExactly(2, 3, 1);
    demo.sortAll(part, 3);
    assertThat(part).containsExactly(1, 2, 3);
    float[] product = {4, 3, 2, 1};
    demo.bubblesort_product(product, 2, 2);
    assertThat(product).containsExactly(1, 2, 3, 4);
  }

  @Test
  void sortsWhatLiesBetweenPositionAndLimitOfABuffer() {
    FloatBuffer heap = FloatBuffer.wrap(new float[] {9, 3, 2, 1, 0});
    heap.position(1).limit(4);
    demo.sortBuffer(heap, 3);
    assertThat(heap.array()).containsExactly(9, 1, 2, 3, 0);
    FloatBuffer direct =
        ByteBuffer.allocateDirect(12).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    direct.put(new float[] {3, 2, 1}).rewind();
    demo.sortBuffer(direct, 3);
    assertThat(direct.get(0)).isEqualTo(1);
    assertThat(direct.get(2)).isEqualTo(3);
  }

  @Test
  void sortsBehindAField() {
    Ref<Sortable> data = new Ref<>(new Sortable(new float[] {3, 1, 2}, 3));
    demo.bubblesort_struct(data);
    assertThat(data.get().a()).containsExactly(1, 2, 3);
    assertThat(data.get().n()).isEqualTo(3);
  }

  @Test
  void averagesWhatIsOnlyRead() {
    assertThat(demo.average(new double[] {1, 2, 3, 4}, 4)).isEqualTo(2.5);
    assertThat(demo.average(null, 0)).isEqualTo(0);
  }

  @Test
  void refusesALengthThatTheArrayDoesNotHave() {
    assertThatThrownBy(() -> demo.bubblesort(new float[2], 3))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-407 cannot take argument 0
              where: length arg1
              expected: at most 2, which the Java object has room for
              actual: 3
              remedy: pass a larger object or a smaller length; nothing was sent\
            """);
  }

  @Test
  void changesRecordsBehindPointers() {
    Ref<Subtraction> difference = new Ref<>(new Subtraction(7, 5, 0));
    demo.sub_int(difference);
    assertThat(difference.get()).isEqualTo(new Subtraction(7, 5, 2));
    Ref<Product> product = new Ref<>(new Product(5, 6, 0));
    demo.mul_float(product);
    assertThat(product.get()).isEqualTo(new Product(5, 6, 30));
  }

  @Test
  void readsWhatResultsPointTo() {
    Ref<Point> here = new Ref<>(new Point(4, 5));
    Ref<Point> there = new Ref<>(new Point(1, 2));
    assertThat(demo.distance(here, there)).isCloseTo(Math.sqrt(18), offset(1e-12));
    assertThat(demo.distance_pointer(here, there).get()).isCloseTo(Math.sqrt(18), offset(1e-12));
    Ref<Vector4> sum =
        demo.vector4_add(
            new Ref<>(new Vector4((short) 5, (short) 6, (short) 7, (short) 8)),
            new Ref<>(new Vector4((short) 1, (short) 2, (short) 3, (short) -4)));
    assertThat(sum.get()).isEqualTo(new Vector4((short) 6, (short) 8, (short) 10, (short) 4));
  }

  @Test
  void addsArraysOfRecords() {
    Vector5 v = new Vector5((short) 1, (short) 2, (short) 3, (short) 4, (short) 5);
    assertThat(demo.vector5_add_array(new Vector5[] {v, v, v}, (short) 3).get())
        .isEqualTo(new Vector5((short) 3, (short) 6, (short) 9, (short) 12, (short) 15));
    SixNumbers[] numbers = new SixNumbers[10];
    Arrays.fill(numbers, new SixNumbers(1, 2, 3, 4, 5, 0.5f));
    Ref<SixNumbers> sum = new Ref<>();
    demo.sum_members(numbers, sum);
    assertThat(sum.get()).isEqualTo(new SixNumbers(10, 20, 30, 40, 50, 5));
  }

  @Test
  void solvesEquations() {
    float[][] a = {{2, 1, -1, 8}, {-3, -1, 2, -11}, {-2, 1, 2, -3}};
    float[] x = new float[3];
    demo.gauss_elimination(a, x);
    assertThat(x).containsExactly(new float[] {2, 3, -1}, offset(1e-5f));
    assertThat(new float[] {a[2][0], a[2][1]}).containsExactly(new float[2], offset(1e-6f));
  }

  @Test
  void changesText() {
    StringBuilder narrow = new StringBuilder("Hello world!");
    demo.replace_letter(narrow, (byte) 'o', (byte) 'u');
    assertThat(narrow).hasToString("Hellu wurld!");
    StringBuilder wide = new StringBuilder("Grüße 😀");
    demo.replace_letter_w(wide, 'ü', 'u');
    assertThat(wide).hasToString("Gruße 😀");
    String[] texts = {"one", "two"};
    demo.replace_in_list(texts, (byte) 'o', (byte) '0');
    assertThat(texts).containsExactly("0ne", "tw0");
  }

  @Test
  void changesTextInRecords() {
    Ref<ThreeWords> words = new Ref<>(new ThreeWords("Hallo", "Welt", ""));
    demo.concatenate_in_place_char(words);
    assertThat(words.get()).isEqualTo(new ThreeWords("Hallo", "Welt", "Hallo Welt"));
    Ref<ThreeWideWords> wide = new Ref<>(new ThreeWideWords("über", "größe", ""));
    demo.concatenate_in_place_wide(wide);
    assertThat(wide.get().c()).isEqualTo("über größe");
  }

  @Test
  void readsWhatTheDllHasAllocated() {
    Ref<short[]> squares = new Ref<>();
    demo.square_int_array(new short[] {2, 4, 3, 5}, squares, (short) 4);
    assertThat(squares.get()).containsExactly(4, 16, 9, 25);
    Ref<IntArray> out = new Ref<>(new IntArray(null, (short) 0));
    demo.square_int_array_with_struct(
        new Ref<>(new IntArray(new short[] {2, 4, 3, 5}, (short) 4)), out);
    assertThat(out.get().data()).containsExactly(4, 16, 9, 25);
    assertThat(demo.fibonacci_sequence((short) 10).get().data())
        .containsExactly(0, 1, 1, 2, 3, 5, 8, 13, 21, 34);
    int before = demo.living_numbers();
    assertThat(demo.make_squares(4)).containsExactly(0, 1, 4, 9);
    Ref<Squares> squaresInStruct = new Ref<>(new Squares(3, null));
    demo.make_squares_in_struct(squaresInStruct);
    assertThat(squaresInStruct.get().numbers()).containsExactly(0, 1, 4);
    assertThat(demo.living_numbers()).isEqualTo(before);
  }

  @Test
  void theResultSaysHowManyAreValid() {
    int[] into = {-1, -1, -1, -1, -1, -1, -1};
    assertThat(demo.divisors(28, into, 7)).isEqualTo(6);
    assertThat(into).containsExactly(1, 2, 4, 7, 14, 28, -1);
  }

  @Test
  void packsWhereTheRecordSaysSo() {
    assertThat(demo.packed_value(new Ref<>(new PackedRecord((byte) 1, 24.5)))).isEqualTo(24.5);
  }

  @Test
  void followsAList() {
    Ref<Node> list = new Ref<>(new Node(1, new Ref<>(new Node(2, new Ref<>(new Node(3, null))))));
    assertThat(demo.sum_list(list)).isEqualTo(6);
    assertThat(demo.sum_list(null)).isEqualTo(0);
  }

  @Test
  void aUnionHasOneMemberAtATime() {
    Ref<Tagged> number = new Ref<>(new Tagged(1, new AnyNumber(null, 2.5f, null)));
    demo.negate_number(number);
    assertThat(number.get().value().real()).isEqualTo(-2.5f);
    assertThat(number.get().value().whole()).isEqualTo(Float.floatToRawIntBits(-2.5f));
  }

  @Test
  void recordsPassByValue() {
    assertThat(demo.echo_bytes12(new Bytes12(100000, -2, 7))).isEqualTo(new Bytes12(100000, -2, 7));
    assertThat(demo.turn_line(new Line(new Point(1, 2), new Point(3, 4), 5)))
        .isEqualTo(new Line(new Point(3, 4), new Point(1, 2), -5));
  }

  @Test
  void arraysOfRecordsPointToArraysOfTheirOwn() {
    Row[] rows = {new Row(new double[] {1, 2, 3}, 3, "a"), new Row(new double[] {10, 20}, 1, null)};
    assertThat(demo.double_rows(rows, 2)).isEqualTo(32);
    assertThat(rows[0].values()).containsExactly(2, 4, 6);
    assertThat(rows[1].values()).startsWith(20);
  }
}
