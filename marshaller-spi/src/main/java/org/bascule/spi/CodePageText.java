package org.bascule.spi;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Map;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;

/**
 * A Windows code page: the meaning of bytes in {@code char} text.
 *
 * @param number Windows' number for it: 65001 is UTF-8, 1252 Western European
 * @param charset the same for Java
 */
public record CodePageText(int number, Charset charset) {
  /** UTF-8. */
  public static final CodePageText UTF_8 = new CodePageText(65001, StandardCharsets.UTF_8);

  /** Code pages whose number is not in Java's name, from Microsoft's "Code Page Identifiers". */
  private static final Map<Integer, String> OTHER_NAMES =
      Map.ofEntries(
          // Java's "windows-936" is GBK, which lacks the euro sign of Windows' own 936.
          Map.entry(936, "x-mswin-936"),
          Map.entry(1361, "x-Johab"),
          Map.entry(20127, "US-ASCII"),
          Map.entry(20866, "KOI8-R"),
          Map.entry(21866, "KOI8-U"),
          Map.entry(28591, "ISO-8859-1"),
          Map.entry(28592, "ISO-8859-2"),
          Map.entry(28595, "ISO-8859-5"),
          Map.entry(28597, "ISO-8859-7"),
          Map.entry(28599, "ISO-8859-9"),
          Map.entry(28605, "ISO-8859-15"),
          Map.entry(51932, "EUC-JP"),
          Map.entry(51949, "EUC-KR"),
          Map.entry(54936, "GB18030"));

  /**
   * The code page of that number.
   *
   * @throws ValueException if Java has no such charset
   */
  public static CodePageText of(int number) {
    if (number == UTF_8.number) {
      return UTF_8;
    }
    for (String name : names(number)) {
      try {
        return new CodePageText(number, Charset.forName(name));
      } catch (UnsupportedCharsetException | IllegalCharsetNameException e) {
        // Not under this name; the next one may fit.
      }
    }
    throw new ValueException(
        new Diagnosis(
            ErrorCode.BAD_ARGUMENT,
            "use code page " + number,
            "",
            "a Windows code page that Java knows, such as 65001 (UTF-8), 1252 or 932",
            String.valueOf(number),
            "choose another code page, or pass the bytes yourself"));
  }

  /** What Java may call that code page, likeliest first; IBM's names have three digits at least. */
  private static List<String> names(int number) {
    String other = OTHER_NAMES.get(number);
    String ibm = String.format("IBM%03d", number);
    return other != null
        ? List.of(other)
        : List.of("windows-" + number, "x-windows-" + number, ibm, "x-" + ibm);
  }

  /**
   * The text's bytes, without a terminator.
   *
   * @throws ValueException with code {@code UNMAPPABLE_TEXT} if a character is not in this code
   *     page
   */
  public byte[] encode(String text, String path) {
    try {
      ByteBuffer bytes =
          charset
              .newEncoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .encode(CharBuffer.wrap(text));
      byte[] result = new byte[bytes.remaining()];
      bytes.get(result);
      return result;
    } catch (CharacterCodingException e) {
      throw new ValueException(
          new Diagnosis(
              ErrorCode.UNMAPPABLE_TEXT,
              "encode text for " + path,
              "",
              "characters of code page " + number,
              "\"" + text + "\"",
              "choose another code page, or a wide-character function"));
    }
  }

  /**
   * The text of these bytes; those that mean nothing in this code page become U+FFFD, as with
   * {@code new String}.
   */
  public String decode(byte[] bytes) {
    return new String(bytes, charset);
  }
}
