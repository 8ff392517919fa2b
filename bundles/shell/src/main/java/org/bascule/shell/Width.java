package org.bascule.shell;

import java.util.Arrays;
import java.util.Optional;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.Session;
import org.bascule.spi.Abi;

/**
 * Of which width the shared session is that a command is about.
 *
 * @param told by the option; empty to follow the DLL, or else the configuration
 */
record Width(Optional<Abi> told) {
  static final String DESCRIPTION =
      "width of the session, X64 or X86; else that of the DLL, or the configured one";

  /** Nothing was told. */
  static final Width UNTOLD = new Width(Optional.empty());

  /** What stands behind the option; an absent option is an empty text. */
  static Width of(Misuse misuse, String text) {
    if (text.isEmpty()) {
      return UNTOLD;
    }
    return new Width(
        Optional.of(
            Arrays.stream(Abi.values())
                .filter(abi -> abi.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> misuse.badText("width", "X64 or X86", '"' + text + '"'))));
  }

  /** The session for what belongs to no DLL. */
  Session session(Bascule bascule) {
    return told.map(bascule::shared).orElseGet(bascule::shared);
  }

  /** The session for a DLL. */
  Session session(Bascule bascule, String library) {
    return told.map(bascule::shared).orElseGet(() -> bascule.sharedFor(library));
  }
}
