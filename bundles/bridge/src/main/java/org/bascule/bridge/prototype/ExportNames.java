package org.bascule.bridge.prototype;

import org.antlr.v4.runtime.tree.ParseTree;

/** Names as DLLs export them, which C's own rules do not bind. */
final class ExportNames {
  private ExportNames() {}

  /** The name without the quotes around it. */
  static String of(ParseTree tree) {
    return unquoted(tree.getText());
  }

  static String unquoted(String name) {
    return name.startsWith("\"") ? name.substring(1, name.length() - 1) : name;
  }
}
