package org.bascule.marshallers.scalar;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bascule.spi.Layout;
import org.bascule.spi.ScalarMarshaller;

/**
 * Java's {@code boolean}. It is written as 1, the {@code TRUE} of Windows' headers, which functions
 * compare with now and then ({@code VARIANT_BOOL} has -1); whatever is not 0 is read as true.
 */
final class BooleanMarshaller implements ScalarMarshaller<Boolean> {
  /** {@code BOOL}: what a boolean means where C's name is not given. */
  static final CScalar PLAIN =
      new CScalar("BOOL", new Layout.Scalar(Layout.Kind.SIGNED, Integer.BYTES), CScalar.Role.TRUTH);

  private static final MethodHandle ENCODE =
      Handles.of(
          MethodHandles.lookup(),
          BooleanMarshaller.class,
          "encode",
          MethodType.methodType(long.class, long.class, boolean.class));
  private static final MethodHandle DECODE =
      Handles.of(
          MethodHandles.lookup(),
          BooleanMarshaller.class,
          "decode",
          MethodType.methodType(boolean.class, int.class, long.class));
  private static final Map<String, Boolean> WORDS =
      Map.of("true", true, "false", false, "1", true, "0", false);

  private final CScalar c;
  private final String path;

  BooleanMarshaller(CScalar c, String path) {
    this.c = c;
    this.path = path;
  }

  @Override
  public Class<Boolean> javaType() {
    return Boolean.class;
  }

  @Override
  public Layout.Scalar layout() {
    return c.layout();
  }

  @Override
  public long toBits(Boolean value) {
    if (value == null) {
      throw ScalarMistakes.missing(path, c);
    }
    return encode(c.role().trueValue(), value);
  }

  @Override
  public Boolean fromBits(long bits) {
    return decode(unusedBits(), bits);
  }

  @Override
  public Optional<MethodHandle> encoder() {
    return Optional.of(MethodHandles.insertArguments(ENCODE, 0, (long) c.role().trueValue()));
  }

  @Override
  public Optional<MethodHandle> decoder() {
    return Optional.of(MethodHandles.insertArguments(DECODE, 0, unusedBits()));
  }

  @Override
  public Boolean accept(Object argument, String argumentPath) {
    if (argument instanceof Boolean b) {
      return b;
    }
    if (argument == null) {
      throw ScalarMistakes.missing(argumentPath, c);
    }
    Boolean value = WORDS.get(argument.toString().strip().toLowerCase(Locale.ROOT));
    if (value == null) {
      throw argument instanceof CharSequence
          ? ScalarMistakes.badText(argumentPath, c, argument.toString())
          : ScalarMistakes.wrongKind(argumentPath, c, argument);
    }
    return value;
  }

  private int unusedBits() {
    return 64 - 8 * c.bytes();
  }

  private static long encode(long trueValue, boolean value) {
    return value ? trueValue : 0;
  }

  private static boolean decode(int unusedBits, long bits) {
    return bits << unusedBits != 0;
  }
}
