package org.bascule.spi.kit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;
import org.bascule.spi.CType;

/** Reads the C types that tests need; the bridge reads all of C's declarators. */
final class KitCTypes {
  private static final Pattern DIMENSION = Pattern.compile("(.*)\\[\\s*(\\d+)\\s*]\\s*");
  private static final String WORD = "[A-Za-z_][A-Za-z_0-9]*";

  private KitCTypes() {}

  static CType read(String text) {
    Matcher last = DIMENSION.matcher(text);
    List<Long> dimensions = new ArrayList<>();
    String rest = text;
    while (last.matches()) {
      dimensions.add(Long.parseLong(last.group(2)));
      rest = last.group(1);
      last = DIMENSION.matcher(rest);
    }
    CType type = pointers(rest, text);
    for (long count : dimensions) {
      type = new CType.Array(type, count);
    }
    return type;
  }

  private static CType pointers(String text, String whole) {
    List<String> tokens =
        new ArrayList<>(Arrays.asList(text.replace("*", " * ").strip().split("\\s+")));
    int star = tokens.contains("*") ? tokens.indexOf("*") : tokens.size();
    List<String> base = new ArrayList<>(tokens.subList(0, star));
    boolean constant = base.removeIf("const"::equals);
    if (base.isEmpty() || !base.stream().allMatch(word -> word.matches(WORD))) {
      throw mistake(whole);
    }
    String name = String.join(" ", base);
    CType type = name.equals("void") ? new CType.Void() : new CType.Named(name);
    for (String token : tokens.subList(star, tokens.size())) {
      if (token.equals("*")) {
        type = new CType.Pointer(type, constant);
        constant = false;
      } else if (token.equals("const")) {
        constant = true;
      } else {
        throw mistake(whole);
      }
    }
    return type;
  }

  private static SignatureException mistake(String text) {
    return new SignatureException(
        new Diagnosis(
            ErrorCode.PROTOTYPE_SYNTAX,
            "read the C type",
            "",
            "a type that the test kit reads, such as const char *",
            "\"" + text + "\"",
            "test with another type, or in the bridge"));
  }
}
