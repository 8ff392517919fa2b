package org.bascule.bridge.plan;

import java.util.Set;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;
import org.bascule.spi.Layout;
import org.bascule.spi.TypeUse;

/**
 * Checks that the paths of directives lead somewhere: marshallers take the directives that they
 * find, and would not miss one for a member that there is none of.
 */
final class DirectivePaths {
  private static final String FOLLOW = "*";

  private DirectivePaths() {}

  /**
   * Walks each path of a parameter or result through its layout, once that is complete.
   *
   * @throws SignatureException at the first step that leads nowhere
   */
  static void check(String function, TypeUse use, Layout layout) {
    Set<String> paths = use.directives().keySet();
    for (String path : paths.stream().filter(p -> !p.isEmpty()).sorted().toList()) {
      walk(function, use.path() + "." + path, path.split("\\."), layout);
    }
  }

  private static void walk(String function, String path, String[] steps, Layout start) {
    Layout at = start;
    for (String step : steps) {
      Layout inside = step.equals(FOLLOW) ? at : behind(at);
      if (isOpaque(inside)) {
        return;
      }
      at =
          step.equals(FOLLOW) ? followed(function, path, at) : member(function, path, inside, step);
    }
  }

  private static Layout followed(String function, String path, Layout layout) {
    if (layout instanceof Layout.Pointer pointer) {
      return pointer.target();
    }
    throw mistake(function, path, "a pointer before *", PlanExplanation.layout(layout));
  }

  private static Layout member(String function, String path, Layout layout, String name) {
    if (!(layout instanceof Layout.Struct struct)) {
      String expected = "a struct before ." + name;
      throw mistake(function, path, expected, PlanExplanation.layout(layout));
    }
    return struct
        .member(name)
        .orElseThrow(() -> mistake(function, path, members(struct), "\"" + name + "\""))
        .layout();
  }

  private static String members(Layout.Struct struct) {
    return "a member of " + struct.name() + ": " + String.join(", ", struct.names());
  }

  /** What a member's name is looked for in: pointers and arrays on the way there are not named. */
  private static Layout behind(Layout layout) {
    Layout at = layout;
    while (at instanceof Layout.Pointer || at instanceof Layout.Array) {
      at = at instanceof Layout.Pointer p ? p.target() : ((Layout.Array) at).element();
    }
    return at;
  }

  /** Nothing is known of what lies there, so nothing can be said against the path. */
  private static boolean isOpaque(Layout layout) {
    return layout instanceof Layout.Scalar scalar && scalar.kind() == Layout.Kind.POINTER;
  }

  private static SignatureException mistake(
      String function, String path, String expected, String actual) {
    return new SignatureException(
        new Diagnosis(
            ErrorCode.BAD_DIRECTIVE,
            "bind " + function,
            "memsync pointer " + path,
            expected,
            actual,
            "correct the directive"));
  }
}
