package org.bascule.bridge.prototype;

import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;

/** Words of C and its compilers that are known and yet not taken; each says what to write. */
final class KnownWords {
  private static final Set<String> ATTRIBUTES = Set.of("__declspec", "__attribute__");
  private static final Set<String> BEFORE_PACKING = Set.of("struct", "union", "}");

  private static final String VECTOR =
      "a function around it that takes and gives a pointer to the parts: float (*v)[4]";

  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("_Complex", "a struct of its two parts: struct { double re, im; }"),
          Map.entry("_Imaginary", "the floating-point type alone"),
          Map.entry("__int128", "two halves behind a pointer: unsigned long long (*a)[2]"),
          Map.entry("__float128", "its bytes behind a pointer: unsigned char (*a)[16]"),
          Map.entry(
              "__vectorcall",
              "a function of the usual convention around it: Bascule fills no vector registers"),
          Map.entry("_Atomic", "the type without it: what is copied is not atomic"),
          Map.entry("_Alignas", "members that fill the gaps: char gap[15];"),
          Map.entry("alignas", "members that fill the gaps: char gap[15];"),
          Map.entry("_Noreturn", "the prototype without it"),
          Map.entry("__unaligned", "the type without it, in a struct with [pack(1)] around it"),
          Map.entry("__m64", VECTOR),
          Map.entry("__m128", VECTOR),
          Map.entry("__m128i", VECTOR),
          Map.entry("__m128d", VECTOR),
          Map.entry("__m256", VECTOR),
          Map.entry("__m256i", VECTOR),
          Map.entry("__m256d", VECTOR),
          Map.entry("__m512", VECTOR),
          Map.entry("__ptr32", "unsigned int, since that pointer has 4 bytes"),
          Map.entry("__ptr64", "the pointer without it"));

  private KnownWords() {}

  /** Refuses the first that stands in the text. */
  static void check(CommonTokenStream tokens, Mistakes mistakes) {
    String last = "";
    for (Token token : tokens.getTokens()) {
      String text = token.getText();
      if (INSTEAD.containsKey(text)) {
        throw mistakes.at(
            token.getStartIndex() + 1, INSTEAD.get(text), "\"" + text + "\", which is not taken");
      }
      if (ATTRIBUTES.contains(text) && !BEFORE_PACKING.contains(last)) {
        throw mistakes.at(
            token.getStartIndex() + 1,
            "a declaration without attributes; where a member is aligned to more than its type,"
                + " members that fill the gap: char gap[15];",
            "\"" + text + "\", which is taken only for the packing of a struct");
      }
      last = text;
    }
  }
}
