package org.bascule.itest.jna;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.WString;
import com.sun.jna.win32.W32APIOptions;
import java.nio.charset.StandardCharsets;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Text that callbacks of JNA's return is sent unit for unit, as JNA sends it. */
class CallbackTextIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final String LIST = "ab\0cä\0";

  interface Texts extends Library {
    int text_at(Text text, int index);

    int wide_at(Wide text, int index);

    interface Text extends Callback {
      String text();
    }

    interface Wide extends Callback {
      WString text();
    }
  }

  interface UnicodeTexts extends Library {
    int wide_at(Text text, int index);

    interface Text extends Callback {
      String text();
    }
  }

  private static final String SHAPES = TestBed.dll("shapes").toString();

  @Test
  void zerosInsideArrive() {
    Texts texts = WINE.session().load(SHAPES, Texts.class);
    byte[] expected = (LIST + '\0').getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < expected.length; i++) {
      assertThat((byte) texts.text_at(() -> LIST, i)).as("byte %d", i).isEqualTo(expected[i]);
    }
  }

  @Test
  void everyUnitOfWideTextArrives() {
    String text = "a\0b\ud83dc\udc00";
    Texts texts = WINE.session().load(SHAPES, Texts.class);
    UnicodeTexts unicode =
        WINE.session().load(SHAPES, UnicodeTexts.class, W32APIOptions.UNICODE_OPTIONS);
    for (int i = 0; i <= text.length(); i++) {
      int expected = i < text.length() ? text.charAt(i) : 0;
      assertThat(texts.wide_at(() -> new WString(text), i)).as("unit %d", i).isEqualTo(expected);
      assertThat(unicode.wide_at(() -> text, i)).as("unit %d", i).isEqualTo(expected);
    }
  }
}
