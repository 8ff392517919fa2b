package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.bascule.itest.memsync.JnaDemo.Bytes1;
import org.bascule.itest.memsync.JnaDemo.Bytes12;
import org.bascule.itest.memsync.JnaDemo.Bytes24;
import org.bascule.itest.memsync.JnaDemo.Bytes8;
import org.bascule.itest.memsync.JnaDemo.IntArray;
import org.bascule.itest.memsync.JnaDemo.Node;
import org.bascule.itest.memsync.JnaDemo.PackedValue;
import org.bascule.itest.memsync.JnaDemo.Point;
import org.bascule.itest.memsync.JnaDemo.Row;
import org.bascule.itest.memsync.JnaDemo.Sortable;
import org.bascule.itest.memsync.JnaDemo.Subtraction;
import org.bascule.itest.memsync.JnaDemo.Tagged;
import org.bascule.itest.memsync.JnaDemo.Vector4;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One JNA interface: by JNA itself on a Linux build of the same source, and by the bridge. */
class SameInterfaceIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static JnaDemo here;
  private static JnaDemo there;

  @BeforeAll
  static void load() {
    here = Native.load(TestBed.sharedObject().toString(), JnaDemo.class);
    there = WINE.session().load(TestBed.demo(), JnaDemo.class);
  }

  static Stream<Arguments> uses() {
    return Stream.of(
        use("references to numbers", SameInterfaceIT::references),
        use("arrays", SameInterfaceIT::arrays),
        use("structures", SameInterfaceIT::structures),
        use("structures by value", SameInterfaceIT::byValue),
        use("lists", SameInterfaceIT::lists),
        use("unions and packing", SameInterfaceIT::unions),
        use("text", SameInterfaceIT::text),
        use("memory of the library", SameInterfaceIT::allocated),
        use("arrays of structures with pointers", SameInterfaceIT::rows));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("uses")
  void bothGiveTheSame(String name, Function<JnaDemo, List<?>> use) {
    List<?> expected = use.apply(here);
    assertThat(expected).isNotEmpty();
    assertThat(use.apply(there)).hasToString(expected.toString());
  }

  private static Arguments use(String name, Function<JnaDemo, List<?>> use) {
    return Arguments.of(name, use);
  }

  private static List<?> references(JnaDemo demo) {
    IntByReference sum = new IntByReference();
    demo.add_int(3, 4, sum);
    IntByReference rest = new IntByReference(99);
    LongByReference longRest = new LongByReference();
    return List.of(
        sum.getValue(),
        demo.divide_int32(-17, 5, rest),
        rest.getValue(),
        demo.divide_int64(Long.MAX_VALUE, 10, longRest),
        longRest.getValue());
  }

  private static List<?> arrays(JnaDemo demo) {
    float[] numbers = {3, 1, 2};
    demo.bubblesort(numbers, 3);
    float[] picture = {0.5f, 2, 3, 0.25f};
    demo.limit_image(2, 2, picture, 1);
    int[] divisors = new int[8];
    int count = demo.divisors(28, divisors, 8);
    Sortable data = new Sortable();
    try (Memory memory = new Memory(12)) {
      memory.write(0, new float[] {9, 8, 7}, 0, 3);
      data.a = memory;
      data.n = 3;
      demo.bubblesort_struct(data);
      return List.of(
          Arrays.toString(numbers),
          Arrays.toString(picture),
          count,
          Arrays.toString(divisors),
          demo.average(new double[] {1, 2, 3, 4}, 4),
          Arrays.toString(memory.getFloatArray(0, 3)));
    }
  }

  private static List<?> structures(JnaDemo demo) {
    Subtraction values = new Subtraction();
    values.a = 7;
    values.b = 5;
    demo.sub_int(values);
    Point p1 = new Point();
    p1.x = 4;
    p1.y = 5;
    Point p2 = new Point();
    p2.x = 1;
    p2.y = 1;
    Vector4 v = new Vector4();
    v.x = 1;
    v.y = -2;
    v.z = 3;
    v.u = 300;
    Vector4 sum = demo.vector4_add(v, v);
    return List.of(
        values.diff,
        demo.distance(p1, p2),
        demo.distance_pointer(p1, p2).getDouble(0),
        List.of(sum.x, sum.y, sum.z, sum.u));
  }

  private static List<?> byValue(JnaDemo demo) {
    Bytes1.ByValue one = new Bytes1.ByValue();
    one.a = -7;
    Bytes8.ByValue eight = new Bytes8.ByValue();
    eight.a = 1.5f;
    eight.b = -2.5f;
    Bytes12.ByValue twelve = new Bytes12.ByValue();
    twelve.a = 1;
    twelve.b = 2;
    twelve.c = 1 << 30;
    Bytes24.ByValue many = new Bytes24.ByValue();
    many.a = 0.1;
    many.b = -1e300;
    many.c = 3;
    Bytes8 eightBack = demo.echo_bytes8(eight);
    Bytes12 twelveBack = demo.echo_bytes12(twelve);
    Bytes24 manyBack = demo.echo_bytes24(many);
    return List.of(
        demo.echo_bytes1(one).a,
        eightBack.a,
        eightBack.b,
        List.of(twelveBack.a, twelveBack.b, twelveBack.c),
        List.of(manyBack.a, manyBack.b, manyBack.c));
  }

  private static List<?> lists(JnaDemo demo) {
    Node first = new Node();
    first.value = 1;
    first.next = new Node.ByReference();
    first.next.value = 20;
    first.next.next = new Node.ByReference();
    first.next.next.value = 300;
    int sum = demo.sum_list(first);
    demo.increase_list(first);
    return List.of(sum, first.value, first.next.value, first.next.next.value, demo.sum_list(null));
  }

  private static List<?> unions(JnaDemo demo) {
    Tagged whole = new Tagged();
    whole.value.setType("whole");
    whole.value.whole = 5;
    demo.negate_number(whole);
    Tagged real = new Tagged();
    real.kind = 1;
    real.value.setType("real");
    real.value.real = 2.5f;
    demo.negate_number(real);
    PackedValue packed = new PackedValue();
    packed.tag = 1;
    packed.value = 24.5;
    return List.of(whole.value.whole, real.value.real, demo.packed_value(packed));
  }

  private static List<?> text(JnaDemo demo) {
    byte[] buffer = Arrays.copyOf("Hello world!".getBytes(StandardCharsets.US_ASCII), 20);
    demo.replace_letter(buffer, (byte) 'o', (byte) 'u');
    String[] texts = {"one", "two"};
    demo.replace_in_list(texts, (byte) 'o', (byte) '0');
    return List.of(Native.toString(buffer), List.of(texts), demo.echo_chars("Zugbrücke 😀"));
  }

  private static List<?> allocated(JnaDemo demo) {
    PointerByReference squares = new PointerByReference();
    demo.square_int_array(new short[] {2, 4, 3, 5}, squares, (short) 4);
    String read = Arrays.toString(squares.getValue().getShortArray(0, 4));
    squares.getValue().setShort(2, (short) -1);
    String changed = Arrays.toString(squares.getValue().getShortArray(0, 2));
    demo.free_memory(squares.getValue());
    IntArray sequence = demo.fibonacci_sequence((short) 10);
    String fibonacci = Arrays.toString(sequence.data.getShortArray(0, sequence.len));
    demo.free_memory(sequence.data);
    IntArray in = new IntArray();
    IntArray out = new IntArray();
    try (Memory memory = new Memory(4)) {
      memory.write(0, new short[] {7, 8}, 0, 2);
      in.data = memory;
      in.len = 2;
      demo.square_int_array_with_struct(in, out);
    }
    Pointer made = out.data;
    String inStruct = Arrays.toString(made.getShortArray(0, out.len));
    demo.free_memory(made);
    return List.of(read, changed, fibonacci, inStruct);
  }

  private static List<?> rows(JnaDemo demo) {
    Row[] rows = (Row[]) new Row().toArray(2);
    try (Memory first = new Memory(24);
        Memory second = new Memory(8)) {
      first.write(0, new double[] {1, 2, 3}, 0, 3);
      second.setDouble(0, 10);
      rows[0].values = first;
      rows[0].count = 3;
      rows[1].values = second;
      rows[1].count = 1;
      rows[1].name = "second";
      double sum = demo.double_rows(rows, 2);
      return List.of(
          sum, Arrays.toString(first.getDoubleArray(0, 3)), second.getDouble(0), rows[1].name);
    }
  }
}
