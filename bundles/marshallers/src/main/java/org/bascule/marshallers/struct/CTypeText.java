package org.bascule.marshallers.struct;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bascule.spi.CType;
import org.bascule.spi.TypeUse;

/**
 * Reads the C type of a record's component: words, {@code const} and {@code *}. Arithmetic types
 * are written as {@link CType.Named} has them.
 */
final class CTypeText {
  private static final String WORD = "[A-Za-z_][A-Za-z_0-9]*";

  private CTypeText() {}

  /** The type. */
  static CType read(String text, TypeUse use) {
    List<String> tokens =
        new ArrayList<>(Arrays.asList(text.replace("*", " * ").strip().split("\\s+")));
    int star = tokens.indexOf("*");
    List<String> base = new ArrayList<>(star < 0 ? tokens : tokens.subList(0, star));
    boolean constant = base.removeIf("const"::equals);
    if (base.isEmpty() || !base.stream().allMatch(word -> word.matches(WORD))) {
      throw mistake(text, use);
    }
    String name = String.join(" ", base);
    CType type = name.equals("void") ? new CType.Void() : new CType.Named(name);
    for (String token : tokens.subList(star < 0 ? tokens.size() : star, tokens.size())) {
      if (token.equals("*")) {
        type = new CType.Pointer(type, constant);
        constant = false;
      } else if (token.equals("const")) {
        constant = true;
      } else {
        throw mistake(text, use);
      }
    }
    return type;
  }

  private static RuntimeException mistake(String text, TypeUse use) {
    return Refusal.signature(
        use,
        "a C type such as unsigned long, wchar_t or const char *",
        "\"" + text + "\"",
        "correct @CType; the length of an array belongs into @Length");
  }
}
