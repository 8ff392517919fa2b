package org.bascule.marshallers.struct;

import java.util.List;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.bascule.spi.memory.Refusals;

/** Where an array may stand whose length is not part of its type. */
final class Tail {
  private Tail() {}

  /**
   * Refuses one that stands elsewhere.
   *
   * @param struct the use of the struct
   */
  static void check(TypeUse struct, boolean union, List<Shape.Draft> all, Shape.Draft member) {
    if (!member.isTail()) {
      return;
    }
    if (union || member != all.get(all.size() - 1) || all.size() == 1) {
      throw Refusals.directive(
          member.use(),
          "an array whose length is said as the last member of a struct that has others",
          "one that others follow, or that stands alone",
          "put it last, or write a pointer if it lies elsewhere: " + member.name() + "[n]");
    }
    if (struct.place() != Place.TARGET) {
      throw Refusals.directive(
          member.use(),
          "a pointer to the struct, whose size only its value knows",
          "a struct that is passed by value, or lies in another one",
          "pass a pointer to it");
    }
  }
}
