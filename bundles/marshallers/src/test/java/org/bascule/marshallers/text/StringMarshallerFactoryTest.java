package org.bascule.marshallers.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bascule.annotation.CodePage;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.marshallers.Fixture;
import org.bascule.spi.Abi;
import org.bascule.spi.CType;
import org.bascule.spi.CodePageText;
import org.bascule.spi.Directive;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.bascule.spi.kit.HeapSections;
import org.bascule.spi.kit.KitContext;
import org.bascule.spi.kit.KitUse;
import org.bascule.spi.kit.MarshallerContract;
import org.bascule.spi.memory.HeapMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StringMarshallerFactoryTest {
  private static final CType CONST_CHAR = new CType.Pointer(new CType.Named("char"), true);
  private static final CType CHAR = new CType.Pointer(new CType.Named("char"), false);
  private static final CType CONST_WCHAR = new CType.Pointer(new CType.Named("wchar_t"), true);
  private static final CType WCHAR = new CType.Pointer(new CType.Named("wchar_t"), false);
  private static final CType UCHAR = new CType.Pointer(new CType.Named("unsigned char"), false);

  private final StringMarshallerFactory factory = new StringMarshallerFactory();

  interface Annotated {
    void western(@CodePage(1252) String text);
  }

  @Test
  void keepsTheContract() {
    Object[] samples = {"", "abc", "Ärger €", "\uD83D\uDE00 Дом 中"};
    contract(KitUse.java(String.class, Place.ARGUMENT)).samples(samples).check();
    contract(KitUse.java(String.class, Place.FIELD)).samples(samples).check();
    contract(KitUse.c(CONST_CHAR, Place.ARGUMENT)).samples(samples).refuses("\uD83D").check();
    contract(KitUse.c(CHAR, Place.RESULT)).samples(samples).check();
    contract(KitUse.c(CONST_WCHAR, Place.ARGUMENT))
        .samples(samples)
        .refuses("\uDE00x", "a\0b")
        .check();
    contract(KitUse.c("LPCSTR", Place.ARGUMENT)).samples(samples).check();
    contract(KitUse.c("LPCWSTR", Place.ARGUMENT)).samples(samples).check();
    contract(KitUse.both(String.class, UCHAR, Place.RESULT)).samples(samples).check();
  }

  @ParameterizedTest
  @EnumSource
  void writesTheTextAndItsEndIntoASectionOfItsOwn(Abi abi) {
    HeapSections sections = new HeapSections(abi);
    HeapMemory image = write(narrow(KitContext.of(abi)), "Äb", abi, sections);

    assertThat(sections.count()).isEqualTo(1);
    assertThat(image.getPointer(0)).isEqualTo(sections.section(0).address());
    assertThat(sections.section(0).toBytes()).containsExactly(0xC3, 0x84, 'b', 0);
  }

  @ParameterizedTest
  @EnumSource
  void writesWideTextAsUtf16(Abi abi) {
    HeapSections sections = new HeapSections(abi);
    Marshaller<Object> wide = make(KitUse.c(CONST_WCHAR, Place.ARGUMENT), KitContext.of(abi));
    write(wide, "Ä\uD83D\uDE00", abi, sections);

    assertThat(sections.section(0).toBytes()).containsExactly(0xC4, 0, 0x3D, 0xD8, 0, 0xDE, 0, 0);
    assertThat(sections.section(0).address() % 2).isZero();
  }

  @Test
  void refusesAZeroInsideTheText() {
    HeapSections sections = new HeapSections(Abi.X64);
    assertThatThrownBy(() -> write(narrow(KitContext.of(Abi.X64)), "a\0b", Abi.X64, sections))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take argument
              expected: text without a zero character, which C takes for the end
              actual: "a\\0b" with one at index 1
              remedy: cut the text there, pass an array of its units, or add @RawText to send it \
            unit for unit""");
    assertThat(sections.count()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void makesNullOfNull(Abi abi) {
    HeapSections sections = new HeapSections(abi);
    HeapMemory image = write(narrow(KitContext.of(abi)), null, abi, sections);

    assertThat(image.getPointer(0)).isZero();
    assertThat(sections.count()).isZero();
    assertThat(narrow(KitContext.of(abi)).read(image, sections)).isNull();
  }

  @Test
  void encodesInTheCodePageOfTheContext() {
    HeapSections sections = new HeapSections(Abi.X64);
    KitContext western = KitContext.of(Abi.X64).withCodePage(CodePageText.of(1252));
    Marshaller<Object> text = narrow(western);
    HeapMemory image = write(text, "Ä€", Abi.X64, sections);

    assertThat(sections.section(0).toBytes()).containsExactly(0xC4, 0x80, 0);
    assertThat(text.read(image, sections)).isEqualTo("Ä€");
  }

  @Test
  void prefersTheCodePageOfTheUse() throws Exception {
    CodePage annotation =
        Annotated.class
            .getDeclaredMethod("western", String.class)
            .getParameters()[0]
            .getAnnotation(CodePage.class);
    HeapSections sections = new HeapSections(Abi.X64);
    TypeUse use = KitUse.java(String.class, Place.ARGUMENT, annotation);
    write(make(use, KitContext.of(Abi.X64)), "Ä", Abi.X64, sections);

    assertThat(sections.section(0).toBytes()).containsExactly(0xC4, 0);
  }

  @Test
  void doesNotTakeAsciiForGrantedWhereTheCodePageHasNone() {
    HeapSections sections = new HeapSections(Abi.X64);
    KitContext ebcdic = KitContext.of(Abi.X64).withCodePage(CodePageText.of(37));
    write(narrow(ebcdic), "A", Abi.X64, sections);

    assertThat(sections.section(0).toBytes()).containsExactly(0xC1, 0);
  }

  @Test
  void refusesTextThatTheCodePageLacksBeforeTakingASection() {
    HeapSections sections = new HeapSections(Abi.X64);
    KitContext western = KitContext.of(Abi.X64).withCodePage(CodePageText.of(1252));

    assertThatThrownBy(() -> write(narrow(western), "Дом", Abi.X64, sections))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-403 cannot encode text for argument
              expected: characters of code page 1252
              actual: "Дом"
              remedy: choose another code page, or a wide-character function\
            """);
    assertThat(sections.count()).isZero();
  }

  @Test
  void refusesToSendAStringWhereTheFunctionMayWrite() {
    assertThatThrownBy(
            () ->
                factory.create(
                    KitUse.both(String.class, CHAR, Place.ARGUMENT), KitContext.of(Abi.X64)))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-303 cannot bind argument
              expected: text that the function only reads, such as const char *
              actual: java.lang.String (C: char *)
              remedy: add const if the function does not write there; else pass memory, since a\
             Java String cannot change\
            """);
  }

  @Test
  void declinesWhatIsNotTextByItself() {
    KitContext context = KitContext.of(Abi.X64);

    assertThat(factory.create(KitUse.c(CHAR, Place.ARGUMENT), context)).isEmpty();
    assertThat(factory.create(KitUse.c(WCHAR, Place.ARGUMENT), context)).isEmpty();
    assertThat(factory.create(KitUse.c(UCHAR, Place.RESULT), context)).isEmpty();
    assertThat(factory.create(KitUse.c("LPSTR", Place.ARGUMENT), context)).isEmpty();
    assertThat(factory.create(KitUse.c("HANDLE", Place.RESULT), context)).isEmpty();
    assertThat(factory.create(KitUse.both(String.class, "int", Place.ARGUMENT), context)).isEmpty();
    assertThat(factory.create(KitUse.java(Integer.class, Place.ARGUMENT), context)).isEmpty();
    assertThat(
            factory.create(
                new TypeUse(byte[].class, Optional.of(CONST_CHAR), List.of(), Place.ARGUMENT, "a"),
                context))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"LPSTR", "PSTR", "LPWSTR", "PWSTR", "LPCSTR", "LPCWSTR"})
  void readsEveryKindOfTextAsAResult(String type) {
    Marshaller<Object> text = make(KitUse.c(type, Place.RESULT), KitContext.of(Abi.X64));

    assertThat(text.javaType()).isEqualTo(String.class);
    assertThat(text.layout()).isEqualTo(Layout.pointer(Abi.X64));
  }

  @ParameterizedTest
  @CsvSource({"FIELD", "ELEMENT", "TARGET"})
  void isNaturalForWritableTextInMemory(Place place) {
    KitContext context = KitContext.of(Abi.X64);

    assertThat(make(KitUse.c(CHAR, place), context).javaType()).isEqualTo(String.class);
    assertThat(make(KitUse.c("LPWSTR", place), context).javaType()).isEqualTo(String.class);
  }

  @Test
  void leavesTextOfAKnownLengthToOthers() {
    KitContext context = KitContext.of(Abi.X64);
    Directive length = Directive.NONE.withLength("4");

    assertThat(factory.create(KitUse.c(CONST_CHAR, Place.ARGUMENT).withDirective(length), context))
        .isEmpty();
    assertThat(factory.create(KitUse.c(CHAR, Place.RESULT).withDirective(length), context))
        .isEmpty();
  }

  @Test
  void acceptsTextAndCharactersAndNull() {
    Marshaller<Object> text = narrow(KitContext.of(Abi.X64));

    assertThat(text.accept(new StringBuilder("abc"), "it")).isEqualTo("abc");
    assertThat(text.accept('a', "it")).isEqualTo("a");
    assertThat(text.accept(null, "it")).isNull();
    assertThatThrownBy(() -> text.accept(5, "it"))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take it
              expected: a java.lang.String
              actual: 5 (java.lang.Integer)
              remedy: pass a value of the expected type\
            """);
  }

  @ParameterizedTest
  @EnumSource
  void bringsRandomTextBack(Abi abi) {
    long seed = Long.getLong("bascule.seed", System.nanoTime());
    System.out.println("random text for " + abi + ": -Dbascule.seed=" + seed);
    Random random = new Random(seed);
    Marshaller<Object> narrow = narrow(KitContext.of(abi));
    Marshaller<Object> wide =
        make(KitUse.c(CONST_WCHAR, Place.ARGUMENT).withRawText(), KitContext.of(abi));
    for (int i = 0; i < 300; i++) {
      String units = units(random);
      String text = new String(units.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      assertThat(roundTrip(wide, units, abi)).as("seed " + seed).isEqualTo(units);
      assertThat(roundTrip(narrow, text, abi)).as("seed " + seed).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @EnumSource
  void freesWhatTheDllReturnedAndNotWhatJavaSent(Abi abi) {
    Directive free = Directive.NONE.freedBy("free_text");
    for (CType type : List.of(CHAR, WCHAR)) {
      HeapSections sections = new HeapSections(abi);
      Marshaller<Object> field =
          make(KitUse.c(type, Place.FIELD).withDirective(free), KitContext.of(abi));
      HeapMemory image = write(field, "abc", abi, sections);
      assertThat(field.read(image, sections)).isEqualTo("abc");
      assertThat(sections.released()).isEmpty();

      HeapSections allocated = new HeapSections(abi);
      HeapMemory result =
          write(make(KitUse.c(type, Place.FIELD), KitContext.of(abi)), "de", abi, allocated);
      assertThat(field.read(result, allocated)).isEqualTo("de");
      assertThat(allocated.released())
          .containsExactly("free_text(0x" + Long.toHexString(result.getPointer(0)) + ")");
      result.putPointer(0, 0);
      assertThat(field.read(result, allocated)).isNull();
      assertThat(allocated.released()).hasSize(1);
    }
  }

  private static String units(Random random) {
    int range = random.nextBoolean() ? 0x7F : 0xFFFF;
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(200); i > 0; i--) {
      text.append((char) (1 + random.nextInt(range)));
    }
    return text.toString();
  }

  private static Object roundTrip(Marshaller<Object> marshaller, String text, Abi abi) {
    HeapSections sections = new HeapSections(abi);
    return marshaller.read(write(marshaller, text, abi, sections), sections);
  }

  private static HeapMemory write(
      Marshaller<Object> marshaller, String text, Abi abi, HeapSections sections) {
    HeapMemory image = HeapMemory.allocate(abi, 0x1000, abi.pointerSize()).fill(0xEE);
    marshaller.write(text, image, sections);
    return image;
  }

  private Marshaller<Object> narrow(KitContext context) {
    return make(KitUse.c(CONST_CHAR, Place.ARGUMENT), context);
  }

  private Marshaller<Object> make(TypeUse use, KitContext context) {
    return Fixture.make(factory, use, context);
  }

  private MarshallerContract contract(TypeUse use) {
    return MarshallerContract.of(factory, use);
  }
}
