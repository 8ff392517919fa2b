package org.bascule.marshallers.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.bascule.spi.Layout;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/** UTF-16 text. What the DLL gives passes as it is, surrogates without a partner too. */
final class WideTextMarshaller extends TextMarshaller {
  private final TextRules rules;

  WideTextMarshaller(Layout.Scalar pointer, Optional<String> free, TextRules rules) {
    super(pointer, free);
    this.rules = rules;
  }

  @Override
  WindowsMemory place(String text, Sections sections) {
    rules.checkWide(text);
    long end = (long) Character.BYTES * text.length();
    WindowsMemory section = sections.allocate(end + Character.BYTES, Character.BYTES);
    section.putChars(0, text);
    section.putShort(end, (short) 0);
    return section;
  }

  @Override
  String text(long address, Sections sections) {
    byte[] bytes = sections.readTerminated(address, Character.BYTES);
    // Not through a charset: that would replace lone surrogates.
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asCharBuffer().toString();
  }
}
