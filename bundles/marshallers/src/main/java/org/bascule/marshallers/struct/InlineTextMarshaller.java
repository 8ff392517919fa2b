package org.bascule.marshallers.struct;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bascule.marshallers.text.TextRules;
import org.bascule.spi.CodePageText;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.memory.Refusals;
import org.bascule.spi.memory.Zeroes;

/**
 * Text in an array of fixed length, {@code char name[n]}: up to its terminating zero, or all of it.
 *
 * @param codePage null for UTF-16
 */
record InlineTextMarshaller(int count, CodePageText codePage, TextRules rules)
    implements Marshaller<String> {
  @Override
  public Class<String> javaType() {
    return String.class;
  }

  @Override
  public Layout layout() {
    return codePage == null
        ? new Layout.Array(new Layout.Scalar(Layout.Kind.UNSIGNED, Character.BYTES), count)
        : new Layout.Array(new Layout.Scalar(Layout.Kind.SIGNED, Byte.BYTES), count);
  }

  @Override
  public void write(String value, WindowsMemory target, Sections sections) {
    if (value == null) {
      throw Refusals.missing(rules.path(), expected());
    }
    if (codePage == null) {
      rules.checkWide(value);
      check(value.length(), value);
      Zeroes.fill(target, 0);
      target.putChars(0, value);
    } else {
      rules.checkZero(value);
      byte[] bytes = codePage.encode(value, rules.path());
      check(bytes.length, value);
      Zeroes.fill(target, 0);
      target.putBytes(0, bytes, 0, bytes.length);
    }
  }

  @Override
  public String read(WindowsMemory source, Sections sections) {
    byte[] bytes = new byte[(int) source.size()];
    source.getBytes(0, bytes, 0, bytes.length);
    return codePage == null ? wide(bytes) : narrow(bytes);
  }

  @Override
  public String accept(Object argument, String argumentPath) {
    if (argument instanceof CharSequence || argument instanceof Character) {
      return argument.toString();
    }
    return Marshaller.super.accept(argument, argumentPath);
  }

  /** How many units a text takes. */
  int units(String text) {
    return codePage == null ? text.length() : codePage.encode(text, rules.path()).length;
  }

  private String narrow(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return codePage.decode(Arrays.copyOf(bytes, end));
  }

  /** Not through a charset: that would replace lone surrogates. */
  private static String wide(byte[] bytes) {
    String all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asCharBuffer().toString();
    int end = all.indexOf('\0');
    return end < 0 ? all : all.substring(0, end);
  }

  private void check(int units, String value) {
    if (units > count) {
      throw Refusals.length(
          rules.path(), expected(), "\"" + value + "\" with " + units, "pass a shorter text");
    }
  }

  private String expected() {
    return codePage == null
        ? "text of at most " + count + " UTF-16 units"
        : "text of at most " + count + " bytes in code page " + codePage.number();
  }
}
