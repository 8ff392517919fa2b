package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Library;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bascule.annotation.CodePage;
import org.bascule.annotation.DeclaredAs;
import org.bascule.annotation.FunctionName;
import org.bascule.annotation.Length;
import org.bascule.annotation.RawText;
import org.bascule.error.ValueException;
import org.bascule.spi.Ref;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Text that goes in and text that comes back, in every encoding that Windows has for it. */
class TextIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final int WESTERN = 1252;

  /** Text inside. */
  public record Named(@Length(8) String name, int number) {}

  /** As JNA sends it. */
  public interface JnaText extends Library {
    long fold_chars(String text);
  }

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

    @FunctionName("fold_chars")
    long foldRaw(@RawText String text);

    @FunctionName("fold_chars")
    long foldNamed(Ref<Named> named);

    @FunctionName("fold_chars")
    long foldList(String[] texts);

    @FunctionName("fold_chars")
    long foldBuffer(StringBuilder text);

    @RawText
    @FunctionName("echo_wide")
    @DeclaredAs("const wchar_t *")
    String echoRawWide(@DeclaredAs("const wchar_t *") String text);
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
  void refusesHalfACharacter() {
    assertThatThrownBy(() -> WINE.demo("size_t count_chars(const char *text)", "a\ud83d"))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-403 cannot encode text for argument 0
              expected: characters of code page 65001
              actual: "a\ud83d"
              remedy: choose another code page, or a wide-character function""");
    for (String half : List.of("a\ud83d", "a\ud83db", "a\ude00", "a\ude00\ud83d")) {
      assertThatThrownBy(() -> WINE.demo("size_t count_wide(const wchar_t *text)", half))
          .isInstanceOf(ValueException.class)
          .hasMessage(
              """
              BSC-402 cannot take argument 0
                expected: text of whole characters
                actual: U+%04X, half a surrogate pair, at index 1
                remedy: correct the text, pass a char[], or add @RawText to send it unit for unit""",
              (int) half.charAt(1));
    }
    Text text = WINE.session().load(TestBed.demo(), Text.class);
    assertThat(text.echoRawWide("a\ud83d")).isEqualTo("a\ud83d");
  }

  @Test
  void refusesAZeroInsideWhereverTextIsSent() {
    Text text = WINE.session().load(TestBed.demo(), Text.class);
    Map<String, ThrowingCallable> calls =
        Map.of(
            "argument 0", () -> text.fold_chars("ab\0cd"),
            "argument 0.*.name", () -> text.foldNamed(new Ref<>(new Named("ab\0cd", 5))),
            "argument 0[]", () -> text.foldList(new String[] {"x", "ab\0cd"}),
            "argument 0 again", () -> text.foldBuffer(new StringBuilder("ab\0cd")));
    calls.forEach(
        (path, call) ->
            assertThatThrownBy(call)
                .isInstanceOf(ValueException.class)
                .hasMessage(
                    """
                    BSC-402 cannot take %s
                      expected: text without a zero character, which C takes for the end
                      actual: "ab\\0cd" with one at index 2
                      remedy: cut the text there, pass an array of its units, or add @RawText to \
                    send it unit for unit""",
                    path.replace(" again", "")));
    assertThatThrownBy(() -> WINE.demo("size_t count_wide(const wchar_t *text)", "\0"))
        .hasMessageContaining("\"\\0\" with one at index 0");
    long cut = Fold.of("ab".getBytes(StandardCharsets.UTF_8));
    assertThat(text.foldRaw("ab\0cd")).isEqualTo(cut);
    assertThat(WINE.session().load(TestBed.demo(), JnaText.class).fold_chars("ab\0cd"))
        .isEqualTo(cut);
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
