package org.bascule.bridge.session;

import java.util.List;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;

/**
 * The path of a directive's pointer, split into the parameter it begins with and the rest.
 *
 * @param parameter its index, or {@link #RESULT}
 * @param rest the path from there; empty for the parameter itself
 */
record PointerPath(int parameter, String rest) {
  static final int RESULT = -1;

  /**
   * Splits a path.
   *
   * @param names of the parameters, empty texts where there are none
   * @throws SignatureException if it begins with no parameter
   */
  static PointerPath of(String function, String path, List<String> names) {
    String dotted = path.replace("->", ".").replaceFirst("^\\*(\\w+)$", "$1.*");
    int dot = dotted.indexOf('.');
    String root = dot < 0 ? dotted : dotted.substring(0, dot);
    String rest = dot < 0 ? "" : dotted.substring(dot + 1);
    if (root.isEmpty() || root.equals("result")) {
      return new PointerPath(RESULT, rest);
    }
    int named = names.indexOf(root);
    for (int i = 0; i < names.size(); i++) {
      if (i == named || (named < 0 && root.equals("arg" + i))) {
        return new PointerPath(i, rest);
      }
    }
    throw new SignatureException(
        new Diagnosis(
            ErrorCode.BAD_DIRECTIVE,
            "bind " + function,
            "memsync pointer \"" + path + "\"",
            "a path that begins with a parameter or with result",
            "\"" + root + "\"",
            "use arg0, arg1 …; names of a Java interface need javac -parameters"));
  }
}
