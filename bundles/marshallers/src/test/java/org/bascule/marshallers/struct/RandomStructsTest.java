package org.bascule.marshallers.struct;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bascule.marshallers.Mingw;
import org.bascule.spi.Abi;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Place;
import org.bascule.spi.kit.HeapSections;
import org.bascule.spi.kit.KitContext;
import org.bascule.spi.kit.KitUse;
import org.bascule.spi.memory.HeapMemory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Generated structs: their layouts against the compiler, their images there and back. */
class RandomStructsTest {
  private static final int STRUCTS = 320;
  private static final int LARGEST = 1 << 14;
  private static final int IMAGES = 10;

  @ParameterizedTest
  @EnumSource
  void laysRecordsAndPrototypesOutLikeTheCompiler(Abi abi) throws Exception {
    long seed = seed("layouts of random structs", abi);
    RandomDeclarations declarations = new RandomDeclarations(seed, STRUCTS, false);
    KitContext context = StructKit.context(abi);
    StringBuilder source = new StringBuilder(declarations.c());
    int natural = 0;
    try (GeneratedRecords records = new GeneratedRecords("layouts-" + abi, declarations.java())) {
      for (RandomDeclarations.Declared declared : declarations.all()) {
        Layout.Struct layout = layout(records.type(declared.java()), context);
        assertions(source, declared.name(), layout);
        if (declared.natural().isPresent()) {
          natural++;
          assertSame(declared, layout, context);
        }
      }
    }

    assertThat(natural).as("seed " + seed).isGreaterThan(STRUCTS / 10);
    assertThat(declarations.all()).anyMatch(d -> d.depth() == 4);
    Mingw.check(abi, "structs", source.append("// seed ").append(seed).toString());
  }

  @ParameterizedTest
  @EnumSource
  void bringsRandomImagesBack(Abi abi) throws Exception {
    long seed = seed("images of random structs", abi);
    Random random = new Random(seed);
    RandomDeclarations declarations = new RandomDeclarations(seed, STRUCTS / 2, true);
    KitContext context = StructKit.context(abi);
    int images = 0;
    try (GeneratedRecords records = new GeneratedRecords("images-" + abi, declarations.java())) {
      for (RandomDeclarations.Declared declared : declarations.all()) {
        for (Marshaller<Object> marshaller : marshallers(declared, records, context)) {
          images += roundTrips(marshaller, abi, random, "seed " + seed + ", " + declared.name());
        }
      }
    }

    assertThat(images).as("seed " + seed).isGreaterThan(STRUCTS / 2 * IMAGES / 2);
  }

  private static List<Marshaller<Object>> marshallers(
      RandomDeclarations.Declared declared, GeneratedRecords records, KitContext context)
      throws ClassNotFoundException {
    List<Marshaller<Object>> marshallers = new ArrayList<>();
    Class<?> type = records.type(declared.java());
    marshallers.add(StructKit.make(KitUse.java(type, Place.FIELD), context));
    declared
        .natural()
        .ifPresent(s -> marshallers.add(StructKit.make(KitUse.c(s, Place.FIELD), context)));
    return marshallers;
  }

  private static int roundTrips(
      Marshaller<Object> marshaller, Abi abi, Random random, String about) {
    if (marshaller.layout().size() > LARGEST) {
      return 0;
    }
    HeapSections sections = new HeapSections(abi);
    HeapMemory image = StructKit.memory(sections, marshaller.layout().size()).fill(0);
    HeapMemory back = StructKit.memory(sections, image.size());
    for (int i = 0; i < IMAGES; i++) {
      fill(marshaller.layout(), image, random);
      marshaller.write(marshaller.read(image, sections), back.fill(0x5A), sections);
      assertThat(Arrays.equals(back.toBytes(), image.toBytes())).as(about).isTrue();
    }
    sections.checkGuards();
    return IMAGES;
  }

  /** Random scalars; no zero in them, which would end a text; pointers are null. */
  private static void fill(Layout layout, HeapMemory memory, Random random) {
    if (layout instanceof Layout.Struct struct) {
      struct
          .members()
          .forEach(m -> fill(m.layout(), memory.slice(m.offset(), m.layout().size()), random));
    } else if (layout instanceof Layout.Array array) {
      long size = array.element().size();
      for (int i = 0; i < array.count(); i++) {
        fill(array.element(), memory.slice(size * i, size), random);
      }
    } else if (layout instanceof Layout.Scalar s && s.kind() != Layout.Kind.POINTER) {
      for (int i = 0; i < s.bytes(); i++) {
        memory.putByte(i, (byte) (1 + random.nextInt(126)));
      }
    }
  }

  private static Layout.Struct layout(Class<?> type, KitContext context) {
    return (Layout.Struct) StructKit.make(KitUse.java(type, Place.FIELD), context).layout();
  }

  private static void assertSame(
      RandomDeclarations.Declared declared, Layout.Struct expected, KitContext context) {
    Layout.Struct layout =
        (Layout.Struct)
            StructKit.make(KitUse.c(declared.natural().get(), Place.FIELD), context).layout();
    assertThat(layout.name()).isEqualTo(declared.name());
    assertThat(layout.size()).as(declared.name()).isEqualTo(expected.size());
    assertThat(layout.alignment()).as(declared.name()).isEqualTo(expected.alignment());
    assertThat(layout.members())
        .extracting(Layout.Member::offset)
        .isEqualTo(expected.members().stream().map(Layout.Member::offset).toList());
  }

  private static void assertions(StringBuilder source, String name, Layout.Struct layout) {
    equal(source, "sizeof(" + name + ")", layout.size());
    equal(source, "_Alignof(" + name + ")", layout.alignment());
    for (Layout.Member member : layout.members()) {
      equal(source, "offsetof(" + name + ", " + member.name() + ")", member.offset());
      equal(source, "sizeof(((" + name + " *)0)->" + member.name() + ")", member.layout().size());
    }
  }

  private static void equal(StringBuilder source, String expression, long value) {
    source
        .append("_Static_assert(")
        .append(expression)
        .append(" == ")
        .append(value)
        .append(", \"")
        .append(expression)
        .append(" is not ")
        .append(value)
        .append("\");\n");
  }

  private static long seed(String about, Abi abi) {
    long seed = Long.getLong("bascule.seed", System.nanoTime());
    System.out.println(about + " for " + abi + ": -Dbascule.seed=" + seed);
    return seed;
  }
}
