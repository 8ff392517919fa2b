package org.bascule.protocol;

import java.util.List;

/** The fields of a table in the order of their ids. */
record Shape(String name, List<Field> fields) {

  static Shape of(String name, Field... fields) {
    return new Shape(name, List.of(fields));
  }
}
