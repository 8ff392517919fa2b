package org.bascule.transport;

import java.util.List;

/**
 * What a host sees of this JVM's own environment.
 *
 * @param all all of it, but for what a user has said of his own Wine and screen; otherwise a short
 *     list that programs and Wine cannot do without
 * @param named names of variables that are seen in any case; with {@code *} at its end a name
 *     stands for all that begin so
 */
public record Inherited(boolean all, List<String> named) {
  /** The short list and no more. */
  public static final Inherited SHORT = new Inherited(false, List.of());

  public Inherited {
    named = List.copyOf(named);
  }

  /** Whether the variable is named. */
  public boolean names(String variable) {
    return named.stream().anyMatch(name -> fits(name, variable));
  }

  private static boolean fits(String name, String variable) {
    return name.endsWith("*")
        ? variable.startsWith(name.substring(0, name.length() - 1))
        : variable.equals(name);
  }
}
