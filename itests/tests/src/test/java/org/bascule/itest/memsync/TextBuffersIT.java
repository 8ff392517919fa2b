package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.FunctionOptions;
import org.bascule.error.ValueException;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.bascule.spi.Directive;
import org.bascule.spi.Ref;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text that a function changes: in buffers, in structs, in lists, in memory of the DLL's own. */
class TextBuffersIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final String HELLO = "Hello world!";

  @ParameterizedTest
  @CsvSource({
    "replace_letter, char",
    "replace_letter_w, wchar_t",
  })
  void replacesLetters(String function, String unit) {
    String prototype = "void F(T *text, T old, T new)".replace("F", function).replace("T", unit);
    StringBuilder text = new StringBuilder(HELLO);
    WINE.demo(prototype, text, 'o', 'u');
    assertThat(text).hasToString("Hellu wurld!");
    StringBuilder roomy = new StringBuilder(64).append(HELLO);
    WINE.demo(prototype, roomy, 'o', 'u');
    assertThat(roomy).hasToString("Hellu wurld!");
    assertThat(WINE.changed(prototype, HELLO, "o", "u")).hasToString("Hellu wurld!");
  }

  @Test
  void aBufferMayHaveRoomForMore() {
    String append = "void append_w(wchar_t text[capacity], int capacity, const wchar_t *suffix)";
    assertThat(WINE.changed(append, "Zug", 32, "brücke 😀")).hasToString("Zugbrücke 😀");
    assertThat(WINE.changed(append, "Zug", 6, "brücke")).hasToString("Zugbr");
    assertThatThrownBy(() -> WINE.demo(append, new StringBuilder("Zugbrücke"), 4, "x"))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-407 cannot take argument 0
              expected: at most 4 units of text
              actual: 9: "Zugbrücke"
              remedy: pass a shorter text or a larger length; nothing was sent""");
  }

  @Test
  void keepsWhatLiesOutsideTheBasicPlane() {
    assertThat(WINE.demo("const wchar_t *echo_wide(const wchar_t *text)", "a😀b"))
        .isEqualTo("a😀b");
    assertThat(
            WINE.changed(
                "void replace_letter_w(wchar_t *text, wchar_t o, wchar_t n)", "😀o😀", 'o', 'ö'))
        .hasToString("😀ö😀");
    assertThat(WINE.changed("void replace_letter(char *text, char o, char n)", "😀o😀", 'o', '-'))
        .hasToString("😀-😀");
  }

  @ParameterizedTest
  @CsvSource({"char, char", "wide, wchar_t"})
  void joinsTextsOfFixedLength(String suffix, String unit) {
    String prototype =
        "void concatenate_fixed_S(const T a[5], const T b[5], T (*out)[11])"
            .replace("S", suffix)
            .replace("T", unit);
    assertThat(WINE.changed(prototype, "Hello", "world", "")).hasToString("Hello worl");
    assertThat(WINE.changed(prototype, "Hell", "you", new StringBuilder(20)))
        .hasToString("Hell you");
  }

  @ParameterizedTest
  @CsvSource({"char, char", "wide, wchar_t"})
  void joinsTextsInAStruct(String suffix, String unit) {
    String prototype =
        "void concatenate_struct_S(const struct { T a[5], b[5]; } *words, T (*out)[11])"
            .replace("S", suffix)
            .replace("T", unit);
    assertThat(WINE.changed(prototype, Map.of("a", "Hello", "b", "you"), "anything"))
        .hasToString("Hello you");
  }

  @ParameterizedTest
  @CsvSource({"char, char", "wide, wchar_t"})
  void aFunctionChangesTextInTheCallersStruct(String suffix, String unit) {
    String prototype =
        "void concatenate_in_place_S(struct { T a[5], b[5], c[11]; } *words)"
            .replace("S", suffix)
            .replace("T", unit);
    assertThat(WINE.changed(prototype, Map.of("a", "Hallo", "b", "Welt")))
        .isEqualTo(Map.of("a", "Hallo", "b", "Welt", "c", "Hallo Welt"));
  }

  @Test
  void refusesTextThatIsTooLongForItsArray() {
    String prototype = "void concatenate_in_place_char(struct { char a[5], b[5], c[11]; } *words)";
    assertThatThrownBy(() -> WINE.demo(prototype, Map.of("a", "Brücke")))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-407 cannot take argument 0.a
              expected: text of at most 5 bytes in code page 65001
              actual: "Brücke" with 7
              remedy: pass a shorter text""");
  }

  @Test
  void aFunctionChangesALetterInTheCallersStruct() {
    assertThat(
            WINE.changed(
                "void shift_letter_char(struct { char x; } *letter, int by)", Map.of("x", 'a'), 2))
        .hasToString("{x=99}");
    assertThat(
            WINE.changed(
                "void shift_letter_wide(struct { wchar_t x; } *letter, int by)",
                Map.of("x", 'a'),
                2))
        .hasToString("{x=c}");
  }

  @Test
  void readsTextThatTheDllHasMade() {
    assertThat(tagged("tag_string", "char", "html")).isEqualTo("<html>");
    assertThat(tagged("tag_string", "char", "Brücke")).isEqualTo("<Brücke>");
    assertThat(tagged("tag_string_w", "wchar_t", "body 😀")).isEqualTo("<body 😀>");
  }

  private static Object tagged(String function, String unit, String text) {
    String prototype =
        "void F(const T *text, [out] T **tagged)".replace("F", function).replace("T", unit);
    return ((Ref<?>) WINE.changed(prototype, text, new Ref<>())).get();
  }

  @Test
  void readsAsMuchOfItAsADirectiveComputes() {
    FunctionOptions options =
        FunctionOptions.NONE.memsync("tagged.*", Directive.NONE.withLength("size + 2"));
    FunctionHandle tag =
        WINE.session()
            .function(
                TestBed.demo(),
                "void tag_string(const char *text, char **tagged, int size)",
                options);
    Object tagged = tag.invoke("body", new Ref<>(), 4).outputs().get(0).value();
    assertThat(((Ref<?>) tagged).get()).hasToString("<body>");
  }

  @Test
  void replacesLettersInAListOfTexts() {
    String prototype = "void replace_in_list(char **texts, char old, char new)";
    String[] texts = {"Hello", "world", "!"};
    WINE.demo(prototype, texts, 'o', 'u');
    assertThat(texts).containsExactly("Hellu", "wurld", "!");
    assertThat(WINE.changed(prototype, List.of("foo", "bar"), "o", "e"))
        .isEqualTo(new String[] {"fee", "bar"});
  }

  @Test
  void countsAListOfTextsThatIsOnlyRead() {
    assertThat(
            WINE.demo(
                "size_t total_length(const char *const texts[count], int count)",
                List.of("one", "three", "", "zwölf"),
                4))
        .isEqualTo(14L);
    assertThat(
            WINE.demo(
                "size_t total_length(const char *texts[2], int count)", List.of("a", "bc"), 2))
        .isEqualTo(3L);
  }

  @Test
  void asManyUnitsComeBackAsAreValidAlsoPastAZero() {
    StringBuilder text = new StringBuilder("......");

    Object written =
        WINE.session()
            .function(
                "kernel32",
                "int MultiByteToWideChar(UINT page, DWORD flags, const char *from, int n,"
                    + " [out, length(room), valid(result)] wchar_t *into, int room)")
            .call(65001, 0, new byte[] {'a', 0, 'b', 0, 'c'}, 5, text, 6);

    assertThat(written).isEqualTo(5);
    assertThat(text.toString()).isEqualTo("a\0b\0c");
  }
}
