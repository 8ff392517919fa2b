package org.bascule.jna.library;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import org.bascule.spi.TypeUse;

/** Marks the native type of a conversion: the library's mapper must not convert it again. */
final class AlreadyMapped implements Annotation {
  private AlreadyMapped() {}

  /** The use with the mark. */
  static TypeUse mark(TypeUse use) {
    List<Annotation> all = new ArrayList<>(use.annotations());
    all.add(new AlreadyMapped());
    return new TypeUse(use.javaType(), use.cType(), all, use.place(), use.path(), use.directives());
  }

  @Override
  public Class<? extends Annotation> annotationType() {
    return AlreadyMapped.class;
  }
}
