package org.bascule.bridge.prototype;

import java.util.Optional;
import org.bascule.spi.CType;

/** What names of types mean that a text has not declared itself. */
@FunctionalInterface
public interface TypeNames {
  /** No name means anything. */
  TypeNames NONE = name -> Optional.empty();

  /**
   * What was declared by that name; other names stand in it as they were written.
   *
   * @param name of a typedef, or {@code struct} or {@code union} with a tag
   */
  Optional<CType> find(String name);
}
