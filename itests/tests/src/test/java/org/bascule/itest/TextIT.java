package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.bascule.annotation.CodePage;
import org.bascule.annotation.FunctionName;
import org.bascule.error.ValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Text that goes in and text that comes back, in every encoding that Windows has for it. */
class TextIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final int WESTERN = 1252;

  /** Text by interface: {@code String} is {@code char} text of the code page that is said. */
  public interface Text {
    long fold_chars(String text);

    @FunctionName("fold_chars")
    long foldWestern(@CodePage(WESTERN) String text);

    String text_utf8();

    @CodePage(WESTERN)
    String text_1252();

    String text_null();

    String echo_chars(String text);
  }

  @Test
  void countsUnitsOfTheCodePage() {
    String strlen = "size_t count_chars(const char *text)";
    assertThat(WINE.demo(strlen, "Zugbrücke")).isEqualTo(10L);
    assertThat(WINE.session().function(TestBed.demo(), strlen, WESTERN).call("Zugbrücke"))
        .isEqualTo(9L);
    assertThat(WINE.demo(strlen, "a😀b")).isEqualTo(6L);
    assertThat(WINE.demo(strlen, "")).isEqualTo(0L);
  }

  @Test
  void countsWideUnits() {
    String wcslen = "size_t count_wide(const wchar_t *text)";
    assertThat(WINE.demo(wcslen, "Zugbrücke")).isEqualTo(9L);
    assertThat(WINE.demo(wcslen, "a😀b")).isEqualTo(4L);
    assertThat(WINE.demo(wcslen, "")).isEqualTo(0L);
  }

  @Test
  void everyUnitArrives() {
    Random random = Seed.random("TextIT");
    Text text = WINE.session().load(TestBed.demo(), Text.class);
    for (int length = 1; length < 300; length += 7) {
      String any = randomText(random, length);
      assertThat(text.fold_chars(any)).isEqualTo(Fold.of(any.getBytes(StandardCharsets.UTF_8)));
      assertThat(number(WINE.demo("uint64_t fold_wide(const wchar_t *text)", any)))
          .isEqualTo(Fold.of(any));
    }
    assertThat(text.foldWestern("Grüße für 5 €"))
        .isEqualTo(Fold.of("Grüße für 5 €".getBytes(Charset.forName("windows-1252"))));
  }

  @Test
  void refusesWhatTheCodePageCannotExpress() {
    assertThatThrownBy(
            () ->
                WINE.session()
                    .function(TestBed.demo(), "size_t count_chars(const char *text)", WESTERN)
                    .call("Ω-Brücke"))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-403 cannot encode text for argument 0
              expected: characters of code page 1252
              actual: "Ω-Brücke"
              remedy: choose another code page, or a wide-character function""");
  }

  @Test
  void refusesHalfACharacterInUtf8AndKeepsItInWideText() {
    assertThatThrownBy(() -> WINE.demo("size_t count_chars(const char *text)", "a\ud83d"))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-403 cannot encode text for argument 0
              expected: characters of code page 65001
              actual: "a\ud83d"
              remedy: choose another code page, or a wide-character function""");
    assertThat(WINE.demo("const wchar_t *echo_wide(const wchar_t *text)", "a\ud83d"))
        .isEqualTo("a\ud83d");
  }

  @Test
  void nullIsANullPointer() {
    assertThat(WINE.demo("int is_null(const char *text)", (Object) null)).isEqualTo(1);
    assertThat(WINE.demo("int is_null(const wchar_t *text)", (Object) null)).isEqualTo(1);
    assertThat(WINE.demo("int is_null(const char *text)", "")).isEqualTo(0);
    assertThat(WINE.demo("const char *text_null(void)")).isNull();
    assertThat(WINE.demo("const wchar_t *wide_null(void)")).isNull();
  }

  @Test
  void readsTextThatTheDllReturns() {
    assertThat(WINE.demo("const char *text_utf8(void)")).isEqualTo("Zugbrücke 😀");
    assertThat(WINE.demo("const wchar_t *text_wide(void)")).isEqualTo("Zugbrücke 😀");
    assertThat(WINE.demo("const char *text_empty(void)")).isEqualTo("");
    assertThat(
            WINE.session().function(TestBed.demo(), "const char *text_1252(void)", WESTERN).call())
        .isEqualTo("Zugbrücke €");
  }

  @Test
  void readsTextThatTheDllReturnsByInterface() {
    Text text = WINE.session().load(TestBed.demo(), Text.class);
    assertThat(text.text_utf8()).isEqualTo("Zugbrücke 😀");
    assertThat(text.text_1252()).isEqualTo("Zugbrücke €");
    assertThat(text.text_null()).isNull();
    assertThat(text.echo_chars("hin und zurück")).isEqualTo("hin und zurück");
  }

  @Test
  void carriesLongText() {
    String longText = "Zugbrücke 😀 ".repeat(6000);
    assertThat(WINE.demo("const char *echo_chars(const char *text)", longText)).isEqualTo(longText);
    assertThat(WINE.demo("const wchar_t *echo_wide(const wchar_t *text)", longText))
        .isEqualTo(longText);
  }

  private static long number(Object result) {
    return ((Number) result).longValue();
  }

  private static String randomText(Random random, int length) {
    return random
        .ints(1, 0x11000)
        .map(c -> c < 0x10000 ? c : 0x1f600 + (c & 0x3f))
        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
        .limit(length)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
