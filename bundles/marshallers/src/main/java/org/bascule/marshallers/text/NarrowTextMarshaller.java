package org.bascule.marshallers.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.bascule.spi.CodePageText;
import org.bascule.spi.Layout;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/** Text in a code page. */
final class NarrowTextMarshaller extends TextMarshaller {
  private static final int ASCII = 128;

  private final CodePageText codePage;
  private final TextRules rules;
  private final boolean containsAscii;

  NarrowTextMarshaller(
      Layout.Scalar pointer, Optional<String> free, CodePageText codePage, TextRules rules) {
    super(pointer, free);
    this.codePage = codePage;
    this.rules = rules;
    this.containsAscii = containsAscii(codePage.charset());
  }

  @Override
  WindowsMemory place(String text, Sections sections) {
    rules.checkZero(text);
    byte[] bytes =
        containsAscii && isAscii(text)
            ? text.getBytes(StandardCharsets.ISO_8859_1)
            : codePage.encode(text, rules.path());
    WindowsMemory section = sections.allocate(bytes.length + 1L, 1);
    section.putBytes(0, bytes, 0, bytes.length);
    section.putByte(bytes.length, (byte) 0);
    return section;
  }

  @Override
  String text(long address, Sections sections) {
    return codePage.decode(sections.readTerminated(address, 1));
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= ASCII) {
        return false;
      }
    }
    return true;
  }

  private static boolean containsAscii(Charset charset) {
    byte[] ascii = new byte[ASCII];
    for (int i = 0; i < ASCII; i++) {
      ascii[i] = (byte) i;
    }
    String text = new String(ascii, StandardCharsets.US_ASCII);
    return Arrays.equals(ascii, text.getBytes(charset));
  }
}
