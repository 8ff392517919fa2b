package org.bascule.itest.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.bascule.bridge.CallResult;
import org.bascule.bridge.FunctionHandle;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.itest.OpenSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Prototypes that end in dots. */
class VariadicPrototypeIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final String SPRINTF = "int sprintf(char *buffer, const char *format, ...)";

  @Test
  void passesNumbersAndText() {
    assertThat(printed("%d %s %g", 42, "Zug", 1.5)).isEqualTo("42 Zug 1.5");
    assertThat(printed("%I64d %d", 1L << 40, 5L)).isEqualTo("1099511627776 5");
    assertThat(printed("%g %c", 0.5f, 'x')).isEqualTo("0.5 x");
    assertThat(printed("none")).isEqualTo("none");
  }

  @Test
  void showsTheDots() {
    FunctionHandle printf = WINE.session().function("msvcrt", SPRINTF);
    assertThat(printf.prototype()).isEqualTo(SPRINTF);
    assertThat(printf.parameters()).containsExactly("char *buffer", "const char *format");
  }

  @Test
  void wantsTheArgumentsBeforeTheDots() {
    assertThatThrownBy(() -> WINE.session().function("msvcrt", SPRINTF).call("only"))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("at least 2 arguments");
  }

  @Test
  void refusesWhatNobodyTakes() {
    assertThatThrownBy(() -> printed("%p", new Object()))
        .isInstanceOf(SignatureException.class)
        .hasMessageContaining("argument 2: java.lang.Object");
  }

  private static String printed(String format, Object... more) {
    FunctionHandle sprintf = WINE.session().function("msvcrt", SPRINTF);
    List<Object> arguments = new ArrayList<>(List.of(new StringBuilder(64), format));
    arguments.addAll(List.of(more));
    CallResult result = sprintf.invoke(arguments.toArray());
    return result.outputs().get(0).value().toString();
  }
}
