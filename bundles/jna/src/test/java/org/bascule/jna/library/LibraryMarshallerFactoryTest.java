package org.bascule.jna.library;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Library;
import com.sun.jna.win32.W32APIOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bascule.jna.Fixture;
import org.bascule.jna.library.Declared.Colour;
import org.bascule.spi.Abi;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Place;
import org.bascule.spi.ScalarMarshaller;
import org.bascule.spi.TypeUse;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.kit.HeapSections;
import org.bascule.spi.kit.KitContext;
import org.bascule.spi.kit.KitUse;
import org.bascule.spi.memory.HeapMemory;
import org.junit.jupiter.api.Test;

class LibraryMarshallerFactoryTest {
  private static final Map<String, ?> NOTHING = Map.of();

  @Test
  void saysTrueAsJnaDoes() {
    ScalarMarshaller<Boolean> plain = scalar(NOTHING, boolean.class, Place.ARGUMENT);
    assertThat(plain.toBits(true)).isEqualTo(-1);
    assertThat(plain.toBits(false)).isEqualTo(0);
    assertThat(plain.layout()).isEqualTo(new Layout.Scalar(Layout.Kind.SIGNED, 4));
    ScalarMarshaller<Boolean> w32 =
        scalar(W32APIOptions.ASCII_OPTIONS, Boolean.class, Place.ARGUMENT);
    assertThat(w32.toBits(true)).isEqualTo(1);
  }

  @Test
  void takesWhateverIsNotZeroForTrue() {
    for (Map<String, ?> options : List.of(NOTHING, W32APIOptions.UNICODE_OPTIONS)) {
      ScalarMarshaller<Boolean> result = scalar(options, boolean.class, Place.RESULT);
      assertThat(result.fromBits(0x1_0000_0000L)).as("the upper half is nothing").isFalse();
      assertThat(result.fromBits(256)).isTrue();
    }
  }

  @Test
  void writesTextByTheMapper() {
    assertThat(text(NOTHING, "Zug")).isEqualTo("Zug".getBytes(StandardCharsets.UTF_8));
    assertThat(text(W32APIOptions.UNICODE_OPTIONS, "Zug"))
        .isEqualTo("Zug".getBytes(StandardCharsets.UTF_16LE));
    assertThat(text(W32APIOptions.ASCII_OPTIONS, "Zug"))
        .isEqualTo("Zug".getBytes(StandardCharsets.UTF_8));
    assertThat(text(Map.of(Library.OPTION_STRING_ENCODING, "--WIDE-STRING--"), "Zug"))
        .isEqualTo("Zug".getBytes(StandardCharsets.UTF_16LE));
  }

  @Test
  void readsTextByTheMapper() {
    HeapSections sections = new HeapSections(Abi.X64);
    WindowsMemory text = sections.allocate(8, 2);
    text.putChars(0, "Zug\0");
    HeapMemory cell = HeapMemory.allocate(Abi.X64, 0x1000, 8);
    cell.putPointer(0, text.address());
    KitContext context =
        context(Declared.Plain.class, Optional.of(W32APIOptions.UNICODE_OPTIONS))
            .withMemory(sections);
    assertThat(context.marshaller(KitUse.java(String.class, Place.RESULT)).read(cell, sections))
        .isEqualTo("Zug");
  }

  @Test
  void leavesNullText() {
    HeapMemory cell = HeapMemory.allocate(Abi.X64, 0x1000, 8).fill(0xEE);
    marshaller(W32APIOptions.UNICODE_OPTIONS, String.class, Place.ARGUMENT)
        .write(null, cell, new HeapSections(Abi.X64));
    assertThat(cell.getPointer(0)).isEqualTo(0);
  }

  @Test
  void writesTextsWithTheCharactersOfWindowsAndReadsThemAgain() {
    HeapSections sections = new HeapSections(Abi.X64);
    HeapMemory cell = HeapMemory.allocate(Abi.X64, 0x1000, 8);
    Marshaller<Object> texts =
        marshaller(W32APIOptions.UNICODE_OPTIONS, String[].class, Place.ARGUMENT);
    String[] value = {"a", "bc"};
    texts.write(value, cell, sections);
    WindowsMemory pointers = sections.view(cell.getPointer(0), 24);
    assertThat(sections.readTerminated(pointers.getPointer(8), 2))
        .isEqualTo("bc".getBytes(StandardCharsets.UTF_16LE));
    assertThat(pointers.getPointer(16)).isEqualTo(0);
    sections.view(pointers.getPointer(8), 2).putChars(0, "x");
    texts.update(value, cell, sections);
    assertThat(value).containsExactly("a", "xc");
  }

  @Test
  void convertsByTheInterfacesOwnMapper() {
    KitContext context = context(Declared.WithAnonymousMapper.class, Optional.empty());
    ScalarMarshaller<Object> colour = scalar(context, Colour.class, Place.ARGUMENT);
    assertThat(colour.toBits(Colour.GREEN)).isEqualTo(11);
    assertThat(scalar(context, Colour.class, Place.RESULT).fromBits(10)).isEqualTo(Colour.RED);
  }

  @Test
  void doesNotConvertTwice() {
    com.sun.jna.DefaultTypeMapper mapper = new com.sun.jna.DefaultTypeMapper();
    mapper.addToNativeConverter(
        Integer.class,
        new com.sun.jna.ToNativeConverter() {
          @Override
          public Object toNative(Object value, com.sun.jna.ToNativeContext context) {
            return (Integer) value + 1;
          }

          @Override
          public Class<?> nativeType() {
            return Integer.class;
          }
        });
    ScalarMarshaller<Object> next =
        scalar(Map.of(Library.OPTION_TYPE_MAPPER, mapper), Integer.class, Place.ARGUMENT);
    assertThat(next.toBits(1)).isEqualTo(2);
  }

  @Test
  void leavesOtherInterfacesAndPlacesAlone() {
    KitContext other = context(Runnable.class, Optional.empty());
    LibraryMarshallerFactory factory = new LibraryMarshallerFactory();
    TypeUse argument = KitUse.java(boolean.class, Place.ARGUMENT);
    assertThat(factory.create(argument, other)).isEmpty();
    assertThat(factory.create(argument, Fixture.context(Abi.X64))).isEmpty();
    KitContext jna = context(Declared.Plain.class, Optional.empty());
    assertThat(factory.create(KitUse.java(boolean.class, Place.FIELD), jna)).isEmpty();
    assertThat(factory.create(KitUse.both(boolean.class, "BYTE", Place.ARGUMENT), jna)).isEmpty();
  }

  private static byte[] text(Map<String, ?> options, String text) {
    HeapSections sections = new HeapSections(Abi.X64);
    HeapMemory cell = HeapMemory.allocate(Abi.X64, 0x1000, 8);
    marshaller(options, String.class, Place.ARGUMENT).write(text, cell, sections);
    WindowsMemory first = sections.view(cell.getPointer(0), 2);
    return sections.readTerminated(cell.getPointer(0), first.getByte(1) == 0 ? 2 : 1);
  }

  @SuppressWarnings("unchecked")
  private static <T> ScalarMarshaller<T> scalar(
      Map<String, ?> options, Class<?> type, Place place) {
    return (ScalarMarshaller<T>) marshaller(options, type, place);
  }

  @SuppressWarnings("unchecked")
  private static ScalarMarshaller<Object> scalar(KitContext context, Class<?> type, Place place) {
    return (ScalarMarshaller<Object>) context.marshaller(KitUse.java(type, place));
  }

  @SuppressWarnings("unchecked")
  private static Marshaller<Object> marshaller(Map<String, ?> options, Class<?> type, Place place) {
    return (Marshaller<Object>)
        context(Declared.Plain.class, Optional.of(options)).marshaller(KitUse.java(type, place));
  }

  private static KitContext context(Class<?> type, Optional<Map<String, ?>> options) {
    return Fixture.context(Abi.X64).loadedAs(type, options);
  }
}
