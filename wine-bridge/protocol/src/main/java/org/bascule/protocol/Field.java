package org.bascule.protocol;

/**
 * One field of a table, as the verifier sees it.
 *
 * @param name as in the schema, for messages
 * @param kind what stands at the field's place
 * @param width bytes of the scalar, of the struct, or of one element of the vector; 0 where an
 *     offset stands
 * @param required whether a table without it is bad
 * @param elements the shape of a table, or of the tables in a vector
 */
record Field(String name, Kind kind, int width, boolean required, Shape elements) {

  enum Kind {
    SCALAR,
    STRUCT,
    STRING,
    SCALARS,
    STRINGS,
    TABLE,
    TABLES
  }

  static Field scalar(String name, int width) {
    return new Field(name, Kind.SCALAR, width, false, null);
  }

  /** A struct is aligned to 8 here: all that a table of the schema holds have 64-bit members. */
  static Field struct(String name, int width) {
    return new Field(name, Kind.STRUCT, width, false, null);
  }

  static Field string(String name) {
    return new Field(name, Kind.STRING, 0, false, null);
  }

  static Field scalars(String name, int width) {
    return new Field(name, Kind.SCALARS, width, false, null);
  }

  static Field strings(String name) {
    return new Field(name, Kind.STRINGS, 0, false, null);
  }

  static Field table(String name, Shape shape) {
    return new Field(name, Kind.TABLE, 0, false, shape);
  }

  static Field tables(String name, Shape shape) {
    return new Field(name, Kind.TABLES, 0, false, shape);
  }

  Field must() {
    return new Field(name, kind, width, true, elements);
  }

  int alignment() {
    return switch (kind) {
      case SCALAR -> width;
      case STRUCT -> 8;
      default -> Integer.BYTES;
    };
  }

  /** Of one element of a vector: structs are aligned as far as their size shows, to 8 at most. */
  int elementAlignment() {
    return Math.min(Integer.lowestOneBit(width), Long.BYTES);
  }

  int inlineSize() {
    return width == 0 || kind == Kind.SCALARS ? Integer.BYTES : width;
  }
}
