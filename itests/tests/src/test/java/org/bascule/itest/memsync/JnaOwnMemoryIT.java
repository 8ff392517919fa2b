package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.ptr.ByReference;
import com.sun.jna.ptr.DoubleByReference;
import com.sun.jna.ptr.IntByReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What JNA sends for fields that it does not write, and what a user's own {@code read} and {@code
 * write} mean: by JNA itself on a Linux build of the same source, and by the bridge.
 */
class JnaOwnMemoryIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static Demo here;
  private static Demo there;

  interface Demo extends Library {
    void sub_int(Numbers values);

    void sub_int(WithVolatile values);

    void sub_int(WithFinal values);

    void sub_int(Around values);

    void sub_int(Structure.ByReference values);

    void add_int(int a, int b, ByReference sum);
  }

  /** {@code struct { int a, b, diff; }}. */
  @FieldOrder({"a", "b", "diff"})
  public static class Numbers extends Structure {
    /** By its tag alone. */
    public static class ByReference extends Numbers implements Structure.ByReference {}

    public int a;
    public int b;
    public int diff;
  }

  @FieldOrder({"a", "b", "diff"})
  public static class WithVolatile extends Structure {
    public int a;
    public volatile int b;
    public int diff;
  }

  @FieldOrder({"a", "b", "diff"})
  public static class WithFinal extends Structure {
    public int a;
    public final int b;
    public int diff;

    public WithFinal() {
      b = 4;
    }
  }

  @FieldOrder("b")
  public static class Inner extends Structure {
    public volatile int b;
  }

  @FieldOrder({"a", "inner", "diff"})
  public static class Around extends Structure {
    public int a;
    public Inner inner;
    public int diff;
  }

  @BeforeAll
  static void load() {
    here = Native.load(TestBed.sharedObject().toString(), Demo.class);
    there = WINE.session().load(TestBed.demo(), Demo.class);
  }

  static Stream<Arguments> uses() {
    return Stream.of(
        use("volatile fields", JnaOwnMemoryIT::volatiles),
        use("volatile fields inside", JnaOwnMemoryIT::nested),
        use("final fields", JnaOwnMemoryIT::finals),
        use("autoWrite off", JnaOwnMemoryIT::writtenByHand),
        use("autoRead off", JnaOwnMemoryIT::readByHand),
        use("arrays without autoWrite", JnaOwnMemoryIT::arrays),
        use("read once more", JnaOwnMemoryIT::readTwice),
        use("Structure.ByReference itself", JnaOwnMemoryIT::tagged),
        use("ByReference itself", JnaOwnMemoryIT::references));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("uses")
  void bothGiveTheSame(String name, Function<Demo, List<?>> use) {
    List<?> expected = use.apply(here);
    assertThat(expected).isNotEmpty();
    assertThat(use.apply(there)).hasToString(expected.toString());
  }

  private static Arguments use(String name, Function<Demo, List<?>> use) {
    return Arguments.of(name, use);
  }

  private static List<?> volatiles(Demo demo) {
    List<Object> seen = new ArrayList<>();
    WithVolatile values = new WithVolatile();
    values.a = 10;
    values.b = 3;
    demo.sub_int(values);
    seen.addAll(List.of(values.b, values.diff));
    values.writeField("b", 7);
    demo.sub_int(values);
    seen.addAll(List.of(values.b, values.diff));
    values.b = 1;
    demo.sub_int(values);
    seen.addAll(List.of(values.b, values.diff));
    return seen;
  }

  private static List<?> nested(Demo demo) {
    Around values = new Around();
    values.a = 10;
    values.inner.writeField("b", 4);
    values.inner.b = 1;
    demo.sub_int(values);
    return List.of(values.inner.b, values.diff);
  }

  private static List<?> finals(Demo demo) {
    WithFinal values = new WithFinal();
    values.a = 10;
    demo.sub_int(values);
    int first = values.diff;
    values.getPointer().setInt(4, 3);
    demo.sub_int(values);
    return List.of(first, values.diff);
  }

  private static List<?> writtenByHand(Demo demo) {
    Numbers values = new Numbers();
    values.setAutoWrite(false);
    values.a = 10;
    values.b = 3;
    demo.sub_int(values);
    int nothing = values.diff;
    values.a = 10;
    values.b = 3;
    values.write();
    values.a = 100;
    demo.sub_int(values);
    return List.of(nothing, values.a, values.diff);
  }

  private static List<?> readByHand(Demo demo) {
    Numbers values = new Numbers();
    values.setAutoRead(false);
    values.a = 10;
    values.b = 3;
    values.diff = -1;
    demo.sub_int(values);
    int before = values.diff;
    values.read();
    return List.of(before, values.diff, values.getPointer().getInt(8));
  }

  private static List<?> arrays(Demo demo) {
    Numbers[] all = (Numbers[]) new Numbers().toArray(2);
    all[0].setAutoWrite(false);
    all[0].a = 5;
    all[0].writeField("b", 2);
    all[1].a = 6;
    demo.sub_int(all[0]);
    all[1].a = 0;
    all[1].read();
    return List.of(all[0].a, all[0].diff, all[1].a);
  }

  private static List<?> readTwice(Demo demo) {
    Numbers values = new Numbers();
    values.a = 10;
    values.b = 3;
    demo.sub_int(values);
    values.read();
    return List.of(values.a, values.b, values.diff);
  }

  private static List<?> tagged(Demo demo) {
    Numbers.ByReference values = new Numbers.ByReference();
    values.a = 10;
    values.b = 3;
    demo.sub_int((Structure.ByReference) values);
    return List.of(values.diff);
  }

  private static List<?> references(Demo demo) {
    IntByReference sum = new IntByReference();
    demo.add_int(3, 4, (ByReference) sum);
    DoubleByReference wide = new DoubleByReference();
    demo.add_int(1, 2, wide);
    return List.of(sum.getValue(), Double.doubleToRawLongBits(wide.getValue()));
  }
}
