package org.bascule.marshallers.buffer;

import java.util.IdentityHashMap;
import java.util.Map;
import org.bascule.spi.Sections;

/** What the builders that were read in one call had in them: not all bytes are text both ways. */
final class Originals {
  private final Map<StringBuilder, String> texts = new IdentityHashMap<>();

  static Originals of(Sections sections) {
    return sections.notes(Originals.class, Originals::new);
  }

  void put(StringBuilder builder) {
    texts.put(builder, builder.toString());
  }

  /** Whether it still has the text that was read; false for one that was not read. */
  boolean isUnchanged(StringBuilder builder) {
    String text = texts.get(builder);
    return text != null && text.contentEquals(builder);
  }
}
