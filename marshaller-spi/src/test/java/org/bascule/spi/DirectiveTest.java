package org.bascule.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bascule.annotation.Direction;
import org.bascule.annotation.LengthFunction;
import org.bascule.annotation.Memsync;
import org.bascule.error.SignatureException;
import org.junit.jupiter.api.Test;

class DirectiveTest {
  interface Product extends LengthFunction {}

  interface Said {
    @Memsync(length = "w, h", lengthBy = Product.class, valid = "n", type = float.class)
    void computed();

    @Memsync(
        length = "n",
        bytes = true,
        cType = "LONG",
        direction = Direction.OUT,
        free = "release")
    void counted();

    @Memsync(lengthBy = Product.class)
    void ofNothing();
  }

  private static Directive of(String method) throws NoSuchMethodException {
    return Directive.of(
        Said.class.getDeclaredMethod(method).getAnnotation(Memsync.class), CType.Named::new);
  }

  @Test
  void saysWhatTheAnnotationSays() throws NoSuchMethodException {
    assertThat(of("computed"))
        .isEqualTo(
            Directive.NONE.withLength("w, h", Product.class).withValid("n").withType(float.class));
    assertThat(of("counted"))
        .isEqualTo(
            Directive.NONE
                .withLength("n")
                .inBytes()
                .withCType(new CType.Named("LONG"))
                .withDirection(Direction.OUT)
                .freedBy("release"));
  }

  @Test
  void readsInOneLine() throws NoSuchMethodException {
    assertThat(of("computed"))
        .hasToString("length w, h by " + Product.class.getName() + " valid n of float in/out");
    assertThat(of("counted")).hasToString("length n bytes of LONG freed by release out");
    assertThat(Directive.NONE.nullTerminatedText(true)).hasToString("null-terminated wide in/out");
  }

  @Test
  void refusesALengthFunctionWithoutNumbers() {
    assertThatThrownBy(() -> of("ofNothing"))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-305 cannot read @Memsync(lengthBy = Product.class)
              expected: a length beside lengthBy, with the numbers that it is computed from
              actual: none
              remedy: add them: length = "width, height\"""");
  }

  @Test
  void anotherLengthIsNoLongerComputed() {
    assertThat(Directive.NONE.withLength("w, h", Product.class).withLength("n"))
        .isEqualTo(Directive.NONE.withLength("n"));
  }
}
