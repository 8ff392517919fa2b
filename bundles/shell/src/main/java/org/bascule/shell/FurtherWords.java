package org.bascule.shell;

import java.util.List;

/**
 * What was typed for the dots of a prototype: there is no type that could say how to read it, so
 * what looks like a number is one, also in lists.
 */
final class FurtherWords {
  private FurtherWords() {}

  /** The arguments with the words from that index on read as numbers where they can be. */
  static Object[] meant(Object[] arguments, int from) {
    Object[] all = arguments.clone();
    for (int i = from; i < all.length; i++) {
      all[i] = meant(all[i]);
    }
    return all;
  }

  private static Object meant(Object word) {
    if (word instanceof List<?> list) {
      return list.stream().map(FurtherWords::meant).toList();
    }
    return word instanceof CharSequence text ? meant(text.toString()) : word;
  }

  private static Object meant(String text) {
    try {
      return text.matches("[+-]?0\\d+") ? Long.valueOf(text) : Long.decode(text);
    } catch (NumberFormatException e) {
      return text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")
          ? Double.valueOf(text)
          : text;
    }
  }
}
