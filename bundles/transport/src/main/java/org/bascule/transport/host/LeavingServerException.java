package org.bascule.transport.host;

import java.util.List;
import org.bascule.error.HostStartException;

/**
 * The prefix's wineserver was just ending, because its last client had gone, when the host wanted
 * it. Wine does not try again by itself.
 */
final class LeavingServerException extends Exception {
  private static final long serialVersionUID = 1;

  /** What Wine's own {@code ntdll} prints when its server hangs up; {@code server.c}. */
  private static final String WORDS = "wine client error:";

  private final HostStartException told;

  LeavingServerException(HostStartException told) {
    super(told);
    this.told = told;
  }

  /** Whether what a host printed means this; one that dies without a word is worth another try. */
  static boolean isMeant(List<String> lastLines) {
    return lastLines.isEmpty() || lastLines.stream().anyMatch(line -> line.contains(WORDS));
  }

  /** What the caller is told when it happens again and again. */
  HostStartException told() {
    return told;
  }
}
