package org.bascule.marshallers.struct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bascule.marshallers.struct.StructKit.cell;
import static org.bascule.marshallers.struct.StructKit.make;
import static org.bascule.marshallers.struct.StructKit.memory;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.bascule.annotation.CodePage;
import org.bascule.annotation.DeclaredAs;
import org.bascule.annotation.Length;
import org.bascule.annotation.Memsync;
import org.bascule.annotation.Packed;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.marshallers.address.AddressMarshallerFactory;
import org.bascule.marshallers.scalar.ScalarMarshallerFactory;
import org.bascule.marshallers.text.StringMarshallerFactory;
import org.bascule.spi.Abi;
import org.bascule.spi.Address;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Place;
import org.bascule.spi.Ref;
import org.bascule.spi.TypeUse;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.kit.HeapSections;
import org.bascule.spi.kit.KitContext;
import org.bascule.spi.kit.KitUse;
import org.bascule.spi.kit.MarshallerContract;
import org.bascule.spi.memory.HeapMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordMarshallerFactoryTest {
  record Point(double x, double y) {}

  record Scalars(
      boolean truth,
      byte b,
      char c,
      short s,
      int i,
      long l,
      float f,
      double d,
      @DeclaredAs("long") int n) {}

  record Person(int id, String name, Address handle, Point at, Integer boxed) {}

  @Packed
  record Tight(byte tag, double value) {}

  @Packed(2)
  record Half(byte tag, double value) {}

  @Packed(3)
  record Odd(byte tag) {}

  record Arrays3(
      @Length(3) int[] row,
      @Length({2, 3}) float[][] matrix,
      @Length(2) Point[] points,
      @Length(5) String word,
      @Length(4) @DeclaredAs("wchar_t") String wide,
      @Length({2, 3}) String[] words) {}

  record Sequence(@Memsync(length = "len") short[] data, short len) {}

  record Wrong(@Length({1, 2}) int[] row) {}

  record Empty() {}

  record BadType(@DeclaredAs("unsigned (") int i) {}

  record Strict(int even) {
    Strict {
      if (even % 2 != 0) {
        throw new IllegalArgumentException("odd: " + even);
      }
    }
  }

  @CodePage(1252)
  record Western(String text) {}

  interface Declarations {
    void points(Ref<Point> point);
  }

  @Test
  void keepsTheContract() {
    contract(Point.class).samples(new Point(1.5, -0.0), new Point(Double.NaN, 4)).check();
    contract(Scalars.class)
        .samples(
            new Scalars(true, (byte) -1, '\u20AC', (short) -2, -3, -4L, 5.5f, 6.5, -7),
            new Scalars(false, (byte) 0, 'a', (short) 0, 0, 0, 0, 0, 0))
        .check();
    contract(Person.class)
        .samples(
            new Person(7, "Ärger", new Address(44), new Point(1, 2), 9),
            new Person(7, null, Address.NULL, new Point(1, 2), 0))
        .refuses(new Person(7, "x", Address.NULL, null, 1))
        .check();
  }

  private static MarshallerContract contract(Class<?> type) {
    return MarshallerContract.of(new RecordMarshallerFactory(), KitUse.java(type, Place.FIELD))
        .with(
            new RecordMarshallerFactory(),
            new ScalarMarshallerFactory(),
            new StringMarshallerFactory(),
            new AddressMarshallerFactory());
  }

  @Test
  void honoursPackings() {
    Layout.Struct tight = (Layout.Struct) make(java(Tight.class), Abi.X64).layout();
    Layout.Struct half = (Layout.Struct) make(java(Half.class), Abi.X64).layout();

    assertThat(tight.members()).extracting(Layout.Member::offset).containsExactly(0L, 1L);
    assertThat(tight.size()).isEqualTo(9);
    assertThat(half.members()).extracting(Layout.Member::offset).containsExactly(0L, 2L);
    assertThat(half.size()).isEqualTo(10);
    assertThatThrownBy(() -> make(java(Odd.class), Abi.X64))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-303 cannot bind field
              expected: a packing of 1, 2, 4, 8 or 16 bytes
              actual: @Packed(3) at %s
              remedy: write what #pragma pack says in C\
            """
                .formatted(Odd.class.getName()));
  }

  @ParameterizedTest
  @EnumSource
  void putsArraysAndTextInPlace(Abi abi) {
    HeapSections sections = new HeapSections(abi);
    Marshaller<Object> arrays = make(java(Arrays3.class), abi);
    HeapMemory image = memory(sections, arrays.layout().size());
    Arrays3 given =
        new Arrays3(
            new int[] {1, 2, 3},
            new float[][] {{1, 2, 3}, {4, 5, 6}},
            new Point[] {new Point(1, 2), null},
            "Hello",
            "wide",
            new String[] {"ab", "cde"});
    arrays.write(given, image, sections);
    Arrays3 back = (Arrays3) arrays.read(image, sections);

    assertThat(((Layout.Struct) arrays.layout()).members())
        .extracting(m -> m.layout().size())
        .containsExactly(12L, 24L, 32L, 5L, 8L, 6L);
    assertThat(back.row()).isEqualTo(given.row());
    assertThat(Arrays.deepEquals(back.matrix(), given.matrix())).isTrue();
    assertThat(back.points()).containsExactly(new Point(1, 2), new Point(0, 0));
    assertThat(back.word()).isEqualTo("Hello");
    assertThat(back.wide()).isEqualTo("wide");
    assertThat(back.words()).containsExactly("ab", "cde");
    assertThat(sections.count()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void takesLengthsFromOtherComponents(Abi abi) {
    KitContext context =
        StructKit.context(abi)
            .withLength(
                "len",
                (cell, call) -> call.view(cell.address() + abi.pointerSize(), 2).getShort(0));
    HeapSections sections = new HeapSections(abi);
    Marshaller<Object> sequence = make(java(Sequence.class), context);
    HeapMemory image = memory(sections, sequence.layout().size());
    sequence.write(new Sequence(new short[] {7, 8, 9}, (short) 2), image, sections);
    assertThat(sections.section(1).toBytes()).containsExactly(7, 0, 8, 0);

    Sequence back = (Sequence) sequence.read(image, sections);
    assertThat(back.data()).containsExactly((short) 7, (short) 8);
    assertThat(back.len()).isEqualTo((short) 2);
  }

  @ParameterizedTest
  @EnumSource
  void replacesTheRecordsOfAnArray(Abi abi) {
    HeapSections sections = new HeapSections(abi);
    Marshaller<Object> points = make(KitUse.java(Point[].class, Place.ARGUMENT), abi);
    HeapMemory cell = cell(sections, abi);
    Point[] given = {new Point(1, 2), null};
    points.write(given, cell, sections);
    WindowsMemory there = sections.view(cell.getPointer(0), 32);
    assertThat(there.getDouble(8)).isEqualTo(2);
    assertThat(there.getDouble(16)).isZero();
    there.putDouble(24, 7);
    points.update(given, cell, sections);

    assertThat(given).containsExactly(new Point(1, 2), new Point(0, 7));
  }

  @ParameterizedTest
  @EnumSource
  void canBeWhatARefPointsTo(Abi abi) throws Exception {
    HeapSections sections = new HeapSections(abi);
    var type =
        Declarations.class.getDeclaredMethod("points", Ref.class).getGenericParameterTypes()[0];
    Marshaller<Object> ref = make(KitUse.java(type, Place.ARGUMENT), abi);
    HeapMemory cell = cell(sections, abi);
    Ref<Point> given = new Ref<>(new Point(1, 2));
    ref.write(given, cell, sections);
    sections.view(cell.getPointer(0), 16).putDouble(0, 9);
    ref.update(given, cell, sections);

    assertThat(given.get()).isEqualTo(new Point(9, 2));
  }

  @ParameterizedTest
  @EnumSource
  void goesByPointerWhereTheCTypeIsOne(Abi abi) {
    HeapSections sections = new HeapSections(abi);
    TypeUse use = KitUse.both(Point.class, StructKit.pointer("struct point"), Place.RESULT);
    Marshaller<Object> point = make(use, abi);
    HeapMemory cell = cell(sections, abi);
    point.write(new Point(3, 4), cell, sections);

    assertThat(point.layout()).isInstanceOf(Layout.Pointer.class);
    assertThat(point.updates()).isFalse();
    assertThat(point.read(cell, sections)).isEqualTo(new Point(3, 4));
    point.write(null, cell, sections);
    assertThat(point.read(cell, sections)).isNull();
  }

  @Test
  void usesTheCodePageOfTheRecord() {
    HeapSections sections = new HeapSections(Abi.X64);
    HeapMemory image = memory(sections, 8);
    make(java(Western.class), Abi.X64).write(new Western("Ä"), image, sections);

    assertThat(sections.section(1).toBytes()).containsExactly(0xC4, 0);
  }

  @Test
  void readsThroughTheCanonicalConstructor() {
    HeapSections sections = new HeapSections(Abi.X64);
    HeapMemory image = memory(sections, 4);
    image.putInt(0, 3);

    assertThatThrownBy(() -> make(java(Strict.class), Abi.X64).read(image, sections))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("odd: 3");
  }

  @Test
  void refusesDeclarationsThatMakeNoStruct() {
    assertThatThrownBy(() -> make(java(Wrong.class), Abi.X64))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-303 cannot bind field.row
              expected: one @Length for each dimension of an array; one more for text in place
              actual: [1, 2] for int[]
              remedy: write as many lengths as the array has dimensions\
            """);
    assertThatThrownBy(() -> make(java(Empty.class), Abi.X64))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-303 cannot bind field
              expected: a record with components
              actual: %s
              remedy: C has no structs without members\
            """
                .formatted(Empty.class.getName()));
    assertThatThrownBy(() -> make(java(BadType.class), Abi.X64))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-301 cannot read the C type
              expected: a type that the test kit reads, such as const char *
              actual: "unsigned ("
              remedy: test with another type, or in the bridge\
            """);
  }

  @Test
  void refusesNullByValue() {
    HeapSections sections = new HeapSections(Abi.X64);
    Marshaller<Object> point = make(KitUse.java(Point.class, Place.ARGUMENT), Abi.X64);

    assertThatThrownBy(() -> point.write(null, memory(sections, 16), sections))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take argument
              expected: a Point
              actual: null
              remedy: pass a value; only pointers can be null\
            """);
  }

  @Test
  void declinesWhatIsNoStruct() {
    RecordMarshallerFactory factory = new RecordMarshallerFactory();
    KitContext context = KitContext.of(Abi.X64);

    assertThat(factory.create(java(Address.class), context)).isEmpty();
    assertThat(factory.create(java(String.class), context)).isEmpty();
    assertThat(
            factory.create(
                new TypeUse(Object.class, Optional.empty(), List.of(), Place.FIELD, "f"), context))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void bringsRandomRecordsBack(Abi abi) {
    long seed = Long.getLong("bascule.seed", System.nanoTime());
    System.out.println("random records for " + abi + ": -Dbascule.seed=" + seed);
    Random random = new Random(seed);
    Marshaller<Object> scalars = make(java(Scalars.class), abi);
    for (int i = 0; i < 500; i++) {
      Scalars given =
          new Scalars(
              random.nextBoolean(),
              (byte) random.nextInt(),
              (char) random.nextInt(),
              (short) random.nextInt(),
              random.nextInt(),
              random.nextLong(),
              random.nextFloat(),
              random.nextGaussian(),
              random.nextInt());
      HeapSections sections = new HeapSections(abi);
      HeapMemory image = memory(sections, scalars.layout().size());
      scalars.write(given, image, sections);
      assertThat(Objects.equals(scalars.read(image, sections), given)).as("seed " + seed).isTrue();
    }
  }

  private static TypeUse java(Class<?> type) {
    return KitUse.java(type, Place.FIELD);
  }
}
