package org.bascule.jna.library;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import org.bascule.spi.TypeUse;

/**
 * Marks the types of a callback's function: what they mean is up to the library that the callback
 * is declared in, not to the one that it is passed to.
 *
 * @param options of that library
 */
public record CallbackUse(LibraryOptions options) implements Annotation {
  /** The use with the mark. */
  public TypeUse put(TypeUse use) {
    List<Annotation> all = new ArrayList<>(use.annotations());
    all.add(this);
    return new TypeUse(use.javaType(), use.cType(), all, use.place(), use.path(), use.directives());
  }

  @Override
  public Class<? extends Annotation> annotationType() {
    return CallbackUse.class;
  }
}
