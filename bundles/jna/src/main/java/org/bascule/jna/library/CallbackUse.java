package org.bascule.jna.library;

import java.lang.annotation.Annotation;
import org.bascule.spi.TypeUse;

/**
 * Marks the types of a callback's function: what they mean is up to the library that the callback
 * is declared in, not to the one that it is passed to.
 *
 * @param options of that library
 */
public record CallbackUse(LibraryOptions options) implements Annotation {
  /** The use with the mark; text is sent as JNA sends it. */
  public TypeUse put(TypeUse use) {
    return use.withRawText().with(this);
  }

  @Override
  public Class<? extends Annotation> annotationType() {
    return CallbackUse.class;
  }
}
