package org.bascule.windowsjna.world.ffi;

/** The types that libffi knows by itself, with its numbers, as they are on Windows. */
public enum FfiKind {
  VOID("void", 1, 0),
  FLOAT("float", 4, 2),
  DOUBLE("double", 8, 3),
  LONGDOUBLE("longdouble", 8, 4),
  UINT8("uint8", 1, 5),
  SINT8("sint8", 1, 6),
  UINT16("uint16", 2, 7),
  SINT16("sint16", 2, 8),
  UINT32("uint32", 4, 9),
  SINT32("sint32", 4, 10),
  UINT64("uint64", 8, 11),
  SINT64("sint64", 8, 12),
  POINTER("pointer", 0, 14);

  static final int STRUCT = 13;

  private final String word;
  private final int size;
  private final int number;

  FfiKind(String word, int size, int number) {
    this.word = word;
    this.size = size;
    this.number = number;
  }

  /** The name of JNA's field for it. */
  public String field() {
    return "ffi_type_" + word;
  }

  int size(int pointerSize) {
    return this == POINTER ? pointerSize : size;
  }

  int number() {
    return number;
  }
}
