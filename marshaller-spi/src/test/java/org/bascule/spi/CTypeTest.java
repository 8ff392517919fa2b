package org.bascule.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CTypeTest {
  private static final CType CHAR = new CType.Named("char");

  @Test
  void readsAsInAPrototype() {
    CType text = new CType.Pointer(CHAR, true);

    assertThat(new CType.Void()).hasToString("void");
    assertThat(new CType.Named("unsigned long")).hasToString("unsigned long");
    assertThat(new CType.Pointer(CHAR, false)).hasToString("char *");
    assertThat(text).hasToString("const char *");
    assertThat(new CType.Pointer(text, false)).hasToString("const char **");
    assertThat(new CType.Pointer(text, true)).hasToString("const char *const *");
    assertThat(new CType.Pointer(new CType.Void(), true)).hasToString("const void *");
  }

  @Test
  void writesTheOuterDimensionFirst() {
    CType matrix = new CType.Array(new CType.Array(CHAR, 4), 3);

    assertThat(matrix).hasToString("char[3][4]");
    assertThat(new CType.Pointer(matrix, false)).hasToString("char (*)[3][4]");
    assertThat(new CType.Pointer(matrix, true)).hasToString("const char (*)[3][4]");
    assertThat(new CType.Array(new CType.Pointer(CHAR, true), 2)).hasToString("const char *[2]");
  }
}
