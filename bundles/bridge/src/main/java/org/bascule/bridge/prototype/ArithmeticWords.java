package org.bascule.bridge.prototype;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The many spellings of C's arithmetic types. */
final class ArithmeticWords {
  /**
   * Every legal set of words, sorted, and its canonical spelling (C17 §6.7.2, and Microsoft's
   * {@code __intN}).
   */
  private static final Map<String, String> CANONICAL =
      Map.ofEntries(
          Map.entry("char", "char"),
          Map.entry("char signed", "signed char"),
          Map.entry("char unsigned", "unsigned char"),
          Map.entry("short", "short"),
          Map.entry("short signed", "short"),
          Map.entry("int short", "short"),
          Map.entry("int short signed", "short"),
          Map.entry("short unsigned", "unsigned short"),
          Map.entry("int short unsigned", "unsigned short"),
          Map.entry("int", "int"),
          Map.entry("signed", "int"),
          Map.entry("int signed", "int"),
          Map.entry("unsigned", "unsigned int"),
          Map.entry("int unsigned", "unsigned int"),
          Map.entry("long", "long"),
          Map.entry("long signed", "long"),
          Map.entry("int long", "long"),
          Map.entry("int long signed", "long"),
          Map.entry("long unsigned", "unsigned long"),
          Map.entry("int long unsigned", "unsigned long"),
          Map.entry("long long", "long long"),
          Map.entry("long long signed", "long long"),
          Map.entry("int long long", "long long"),
          Map.entry("int long long signed", "long long"),
          Map.entry("long long unsigned", "unsigned long long"),
          Map.entry("int long long unsigned", "unsigned long long"),
          Map.entry("float", "float"),
          Map.entry("double", "double"),
          Map.entry("double long", "long double"),
          Map.entry("_Bool", "_Bool"),
          Map.entry("__int8", "signed char"),
          Map.entry("__int8 signed", "signed char"),
          Map.entry("__int8 unsigned", "unsigned char"),
          Map.entry("__int16", "short"),
          Map.entry("__int16 signed", "short"),
          Map.entry("__int16 unsigned", "unsigned short"),
          Map.entry("__int32", "int"),
          Map.entry("__int32 signed", "int"),
          Map.entry("__int32 unsigned", "unsigned int"),
          Map.entry("__int64", "long long"),
          Map.entry("__int64 signed", "long long"),
          Map.entry("__int64 unsigned", "unsigned long long"));

  private ArithmeticWords() {}

  /** The canonical spelling of the type that these words make, in whatever order. */
  static Optional<String> canonical(Collection<String> words) {
    return Optional.ofNullable(
        CANONICAL.get(words.stream().sorted().collect(Collectors.joining(" "))));
  }
}
