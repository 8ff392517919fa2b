package org.bascule.spi.kit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.Place;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;
import org.junit.jupiter.api.Test;

class MarshallerContractTest {
  private static final String WHERE = "X64, java.lang.Integer: ";
  private static final String VALUE = WHERE + "value 42: ";

  @Test
  void isContentWithAGoodMarshaller() {
    assertThatCode(() -> contract(new Percent()).samples(0, 42, 100).refuses(-1, 101).check())
        .doesNotThrowAnyException();
  }

  @Test
  void wantsSamples() {
    assertBroken(
        MarshallerContract.of((use, context) -> Optional.empty(), use()),
        "the contract of java.lang.Integer has no samples");
  }

  @Test
  void wantsAMarshaller() {
    assertBroken(factory((use, context) -> Optional.empty()), WHERE + "the factory declined");
    assertBroken(
        factory((use, context) -> null),
        WHERE + "create() returned null instead of an empty Optional");
  }

  @Test
  void wantsTheRightValueBack() {
    assertBroken(
        new Percent() {
          @Override
          public Integer fromBits(long bits) {
            return 7;
          }
        },
        VALUE + "read() gave back 7 instead of what was written");
  }

  @Test
  void wantsTheWholeImageWritten() {
    assertBroken(
        new Percent() {
          @Override
          public void write(Integer value, WindowsMemory target, Sections sections) {
            toBits(value);
            target.putByte(0, (byte) (int) value);
          }

          @Override
          public Integer read(WindowsMemory source, Sections sections) {
            return (int) source.getByte(0);
          }
        },
        VALUE + "write() left byte 1 of the image as it was");
  }

  @Test
  void allowsPaddingToStayAsItWas() {
    assertThatCode(() -> contract(new BrokenMarshallers.Padded(0)).samples(42).check())
        .doesNotThrowAnyException();
    assertBroken(
        new BrokenMarshallers.Padded(2), VALUE + "write() left byte 1 of the image as it was");
  }

  @Test
  void wantsTheSectionsGuardsUntouched() {
    assertBroken(
        new Percent() {
          @Override
          public void write(Integer value, WindowsMemory target, Sections sections) {
            super.write(value, target, sections);
            WindowsMemory section = sections.allocate(4, 4);
            sections.view(section.address(), 8).putInt(4, value);
          }
        },
        VALUE + "a byte outside of every section was written, at 0x7f1234560014");
  }

  @Test
  void wantsReadToLeaveTheImageAlone() {
    assertBroken(
        new Percent() {
          @Override
          public Integer read(WindowsMemory source, Sections sections) {
            Integer value = super.read(source, sections);
            source.putByte(0, (byte) 0);
            return value;
          }
        },
        VALUE + "read() or update() changed the image");
  }

  @Test
  void wantsWriteBackToLeaveAloneWhatNobodyChanged() {
    assertBroken(
        new Percent() {
          @Override
          public void writeBack(Integer given, WindowsMemory source, Sections sections) {
            source.putByte(1, (byte) 1);
          }
        },
        VALUE + "writeBack() of a value that nobody changed changed memory");
    assertBroken(
        new Percent() {
          @Override
          public void write(Integer given, WindowsMemory target, Sections sections) {
            super.write(given, target, sections);
            sections.notes(WindowsMemory[].class, () -> new WindowsMemory[1])[0] =
                sections.allocate(1, 1);
          }

          @Override
          public void writeBack(Integer given, WindowsMemory source, Sections sections) {
            sections.notes(WindowsMemory[].class, () -> new WindowsMemory[1])[0].putByte(
                0, (byte) 1);
          }
        },
        VALUE + "writeBack() of a value that nobody changed changed memory");
  }

  @Test
  void wantsStrangersRefused() {
    assertBroken(
        new Percent() {
          @Override
          public Integer accept(Object argument, String path) {
            return argument instanceof Integer value ? value : 0;
          }
        },
        WHERE + "accept() took an object that can mean nothing to it");
  }

  @Test
  void wantsTheValueItselfAccepted() {
    assertBroken(
        new Percent() {
          @Override
          public Integer accept(Object argument, String path) {
            return 0;
          }
        },
        VALUE + "accept() does not take the value as it is");
  }

  @Test
  void wantsValuesRefusedAsPromised() {
    MarshallerContract contract = contract(new Percent()).samples(42).refuses(43);

    assertBroken(contract, WHERE + "write() took 43");
  }

  @Test
  void wantsRefusalsToBeValueExceptions() {
    assertBroken(
        new Percent() {
          @Override
          public long toBits(Integer value) {
            return (int) value;
          }
        },
        "X64: write(null) threw java.lang.NullPointerException: Cannot invoke"
            + " \"java.lang.Integer.intValue()\" because \"value\" is null");
  }

  @Test
  void wantsNoByteOutsideOfTheImage() {
    String overrun =
        """
        org.bascule.error.ValueException: BSC-405 cannot access 4 bytes at offset 0
          expected: a range within 2 bytes
          actual: offsets 0 to 4
          remedy: stay inside the view; ask for a larger section if the value needs one""";
    assertBroken(new BrokenMarshallers.Wide(42), VALUE + "write() threw " + overrun);
    assertBroken(
        contract(new BrokenMarshallers.Wide(43)).samples(42).refuses(43),
        "X64: write(43) threw " + overrun);
  }

  @Test
  void wantsNoExceptionOverAGoodValue() {
    assertBroken(
        new Percent() {
          @Override
          public Integer fromBits(long bits) {
            throw new IllegalStateException("tired");
          }
        },
        VALUE + "read() threw java.lang.IllegalStateException: tired");
  }

  @Test
  void wantsNullTreatedAlikeEveryTime() {
    assertBroken(
        factory((use, context) -> Optional.of(new BrokenMarshallers.NullOn(context.abi()))),
        "java.lang.Integer: null is refused now and then: [true, true, false, false]");
  }

  @Test
  void wantsBitsExtendedAsTheKindSays() {
    assertBroken(
        new Percent() {
          @Override
          public long toBits(Integer value) {
            return super.toBits(value) | 0x1_0000;
          }
        },
        VALUE + "toBits() is not extended as SIGNED: 0x1002a");
  }

  @Test
  void wantsUpperBitsIgnored() {
    assertBroken(
        new Percent() {
          @Override
          public Integer fromBits(long bits) {
            return (int) bits;
          }
        },
        VALUE + "fromBits() looks at bits above the layout's: -65494");
  }

  @Test
  void wantsHandlesThatAgree() {
    assertBroken(
        new BrokenMarshallers.Handles("off", "narrow"),
        VALUE + "the encoder disagrees with toBits()");
    assertBroken(
        new BrokenMarshallers.Handles("narrow", "narrow"),
        VALUE + "the encoder is no (primitive)long: (long)int");
    assertBroken(
        new BrokenMarshallers.Handles("widen", "widen"),
        VALUE + "the decoder is no (long)primitive: (int)long");
  }

  @Test
  void wantsALayoutThatACompilerCouldHaveMade() {
    Layout odd = new Layout.Struct("odd", java.util.List.of(), 6, 4, false);
    assertBroken(
        new BrokenMarshallers.Shaped(odd),
        WHERE + "the size is no multiple of the alignment: " + odd);
    Layout three = new Layout.Struct("three", java.util.List.of(), 6, 3, false);
    assertBroken(
        new BrokenMarshallers.Shaped(three),
        WHERE + "the alignment is not 1, 2, 4, 8 or 16: " + three);
    Layout empty = new Layout.Array(new Layout.Scalar(Layout.Kind.SIGNED, 1), 0);
    assertBroken(new BrokenMarshallers.Shaped(empty), WHERE + "the layout has no bytes: " + empty);
    Layout.Member outside = new Layout.Member("m", new Layout.Scalar(Layout.Kind.SIGNED, 4), 2);
    assertBroken(
        new BrokenMarshallers.Shaped(
            new Layout.Struct("s", java.util.List.of(outside), 4, 4, false)),
        WHERE + "member m lies outside of s");
  }

  @Test
  void wantsSamplesOfTheJavaType() {
    assertBroken(contract(new Percent()).samples("text"), WHERE + "text is no java.lang.Integer");
  }

  private static void assertBroken(Marshaller<?> marshaller, String message) {
    assertBroken(contract(marshaller).samples(42), message);
  }

  private static void assertBroken(MarshallerContract contract, String message) {
    assertThatThrownBy(contract::check).isInstanceOf(AssertionError.class).hasMessage(message);
  }

  private static MarshallerContract factory(MarshallerFactory factory) {
    return MarshallerContract.of(factory, use()).samples(42);
  }

  private static MarshallerContract contract(Marshaller<?> marshaller) {
    return MarshallerContract.of((use, context) -> Optional.of(marshaller), use());
  }

  private static org.bascule.spi.TypeUse use() {
    return KitUse.java(Integer.class, Place.ARGUMENT);
  }
}
