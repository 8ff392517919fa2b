package org.bascule.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.FromNativeContext;
import com.sun.jna.NativeMapped;
import com.sun.jna.platform.win32.WinDef;
import org.bascule.error.SignatureException;
import org.bascule.spi.Abi;
import org.bascule.spi.Layout;
import org.bascule.spi.Place;
import org.bascule.spi.ScalarMarshaller;
import org.bascule.spi.kit.KitUse;
import org.junit.jupiter.api.Test;

class NativeMappedMarshallerFactoryTest {
  private final NativeMappedMarshallerFactory factory = new NativeMappedMarshallerFactory();

  /** An enum that is a short in C and asks its context for the type. */
  public enum Level implements NativeMapped {
    LOW,
    HIGH;

    @Override
    public Object fromNative(Object value, FromNativeContext context) {
      return context.getTargetType().getEnumConstants()[(Short) value];
    }

    @Override
    public Object toNative() {
      return (short) ordinal();
    }

    @Override
    public Class<?> nativeType() {
      return Short.class;
    }
  }

  /** Text in C. */
  public record Name(String text) implements NativeMapped {
    public Name() {
      this("?");
    }

    @Override
    public Object fromNative(Object value, FromNativeContext context) {
      return new Name((String) value);
    }

    @Override
    public Object toNative() {
      return text;
    }

    @Override
    public Class<?> nativeType() {
      return String.class;
    }
  }

  /** Something that no marshaller knows. */
  public static final class Odd implements NativeMapped {
    @Override
    public Object fromNative(Object value, FromNativeContext context) {
      return this;
    }

    @Override
    public Object toNative() {
      return new Object();
    }

    @Override
    public Class<?> nativeType() {
      return Thread.class;
    }
  }

  @Test
  void keepsTheContract() {
    Fixture.contract(factory, KitUse.java(Level.class, Place.RESULT))
        .samples(Level.LOW, Level.HIGH)
        .check();
    Fixture.contract(factory, KitUse.java(Name.class, Place.ARGUMENT))
        .samples(new Name(""), new Name("Ä€"))
        .check();
  }

  @Test
  void hasTheLayoutOfItsNativeType() {
    assertThat(level().layout()).isEqualTo(new Layout.Scalar(Layout.Kind.SIGNED, 2));
    assertThat(level().toBits(Level.HIGH)).isEqualTo(1);
    assertThat(level().fromBits(1)).isEqualTo(Level.HIGH);
  }

  @Test
  void sendsTheDefaultForNull() {
    assertThat(level().toBits(null)).isZero();
  }

  @Test
  void acceptsWhatItsNativeTypeAccepts() {
    assertThat(level().accept("1", "it")).isEqualTo(Level.HIGH);
  }

  @Test
  void namesTheNativeTypeThatNobodyTakes() {
    assertThatThrownBy(() -> Fixture.marshaller(KitUse.java(Odd.class, Place.ARGUMENT), Abi.X64))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-302 cannot marshal argument
              expected: a factory in this context that takes java.lang.Thread
              actual: 13 factories, which all declined
              remedy: add the factory of that type to the context""");
  }

  @Test
  void leavesPointersIntegersAndOtherTypesToOthers() {
    var context = Fixture.context(Abi.X64);

    assertThat(factory.create(KitUse.java(WinDef.DWORD.class, Place.RESULT), context)).isEmpty();
    assertThat(factory.create(KitUse.java(WinDef.HWND.class, Place.RESULT), context)).isEmpty();
    assertThat(factory.create(KitUse.java(String.class, Place.RESULT), context)).isEmpty();
  }

  private static ScalarMarshaller<Object> level() {
    return Fixture.scalar(KitUse.java(Level.class, Place.RESULT), Abi.X64);
  }
}
