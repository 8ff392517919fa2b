package org.bascule.spi.kit;

import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.bascule.spi.Abi;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.StructLayoutBuilder;
import org.bascule.spi.WindowsMemory;

/** Marshallers that each do one thing wrong. */
final class BrokenMarshallers {
  private BrokenMarshallers() {}

  /** A struct of a byte and an int whose padding is not written; padding may be too short. */
  record Padded(int missing) implements Marshaller<Integer> {
    @Override
    public Class<Integer> javaType() {
      return Integer.class;
    }

    @Override
    public Layout layout() {
      Layout.Scalar small = new Layout.Scalar(Layout.Kind.SIGNED, missing == 0 ? 1 : missing);
      return StructLayoutBuilder.struct("padded", 8)
          .add("small", small)
          .add("int", new Layout.Scalar(Layout.Kind.SIGNED, 4))
          .build();
    }

    @Override
    public void write(Integer value, WindowsMemory target, Sections sections) {
      target.putByte(0, (byte) 1);
      target.putInt(4, value == null ? 0 : value);
    }

    @Override
    public Integer read(WindowsMemory source, Sections sections) {
      return source.getInt(4);
    }
  }

  /** Any layout; never gets as far as to be written. */
  record Shaped(Layout layout) implements Marshaller<Integer> {
    @Override
    public Class<Integer> javaType() {
      return Integer.class;
    }

    @Override
    public void write(Integer value, WindowsMemory target, Sections sections) {
      throw new AssertionError("written in spite of its layout");
    }

    @Override
    public Integer read(WindowsMemory source, Sections sections) {
      throw new AssertionError("read in spite of its layout");
    }
  }

  /** Writes one value too wide. */
  static final class Wide extends Percent {
    private final int value;

    Wide(int value) {
      this.value = value;
    }

    @Override
    public void write(Integer given, WindowsMemory target, Sections sections) {
      if (given != null && given == value) {
        target.putInt(0, given);
      }
      super.write(given, target, sections);
    }
  }

  static final class NullOn extends Percent {
    private final Abi abi;

    NullOn(Abi abi) {
      this.abi = abi;
    }

    @Override
    public long toBits(Integer value) {
      return value == null && abi == Abi.X86 ? 0 : super.toBits(value);
    }
  }

  static final class Handles extends Percent {
    private final String encoder;
    private final String decoder;

    Handles(String encoder, String decoder) {
      this.encoder = encoder;
      this.decoder = decoder;
    }

    @Override
    public Optional<MethodHandle> encoder() {
      return Optional.of(byName(encoder));
    }

    @Override
    public Optional<MethodHandle> decoder() {
      return Optional.of(byName(decoder));
    }

    private static MethodHandle byName(String name) {
      return name.equals("narrow")
          ? handle(name, int.class, long.class)
          : handle(name, long.class, int.class);
    }
  }
}
