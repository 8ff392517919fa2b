package org.bascule.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodePageTextTest {
  @ParameterizedTest
  @CsvSource({
    "65001, UTF-8",
    "1252, windows-1252",
    "1250, windows-1250",
    "437, IBM437",
    "850, IBM850",
    "874, x-windows-874",
    "932, windows-31j",
    "936, x-mswin-936",
    "37, IBM037",
    "20127, US-ASCII",
    "28591, ISO-8859-1",
    "54936, GB18030"
  })
  void findsTheCharsetOfACodePage(int number, String charset) {
    CodePageText codePage = CodePageText.of(number);

    assertThat(codePage.number()).isEqualTo(number);
    assertThat(codePage.charset().name()).isEqualTo(charset);
  }

  @Test
  void refusesACodePageThatJavaDoesNotKnow() {
    assertThatThrownBy(() -> CodePageText.of(12345))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot use code page 12345
              expected: a Windows code page that Java knows, such as 65001 (UTF-8), 1252 or 932
              actual: 12345
              remedy: choose another code page, or pass the bytes yourself""");
  }

  @Test
  void encodesWithoutATerminator() {
    assertThat(CodePageText.of(1252).encode("Ärger", "argument 0"))
        .containsExactly(0xC4, 'r', 'g', 'e', 'r');
    assertThat(CodePageText.UTF_8.encode("Ä", "argument 0")).containsExactly(0xC3, 0x84);
  }

  @Test
  void refusesTextThatTheCodePageLacks() {
    assertThatThrownBy(() -> CodePageText.of(1252).encode("Дом", "argument 2"))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-403 cannot encode text for argument 2
              expected: characters of code page 1252
              actual: "Дом"
              remedy: choose another code page, or a wide-character function""")
        .extracting(e -> ((ValueException) e).diagnosis().code())
        .isEqualTo(ErrorCode.UNMAPPABLE_TEXT);
  }

  @Test
  void refusesHalfASurrogatePair() {
    assertThatThrownBy(() -> CodePageText.UTF_8.encode("\uD83D", "argument 0"))
        .isInstanceOf(ValueException.class);
  }

  @Test
  void decodesBytesThatMeanNothingAsReplacementCharacters() {
    assertThat(CodePageText.UTF_8.decode(new byte[] {'a', (byte) 0xFF, 'b'})).isEqualTo("a\uFFFDb");
    assertThat(CodePageText.UTF_8.decode("Ä".getBytes(StandardCharsets.UTF_8))).isEqualTo("Ä");
  }
}
