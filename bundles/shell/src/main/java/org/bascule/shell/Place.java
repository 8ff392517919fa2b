package org.bascule.shell;

import java.util.Optional;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.FunctionOptions;
import org.bascule.bridge.Session;
import org.bascule.bridge.Variable;
import org.bascule.spi.Address;

/**
 * Where something of the host is looked for: in a DLL by its name, or at an address.
 *
 * @param library its name or path; empty if an address is meant
 */
record Place(Width width, String library, Optional<Address> address) {
  /** What was typed: {@code 0x} and hexadecimal digits are an address. */
  static Place of(Width width, Object word) {
    String text = String.valueOf(word);
    return text.matches("0[xX][0-9a-fA-F]{1,16}")
        ? new Place(
            width, "", Optional.of(new Address(Long.parseUnsignedLong(text.substring(2), 16))))
        : new Place(width, text, Optional.empty());
  }

  /** The session that it is looked for in. */
  Session session(Bascule bascule) {
    return address.isPresent() ? width.session(bascule) : width.session(bascule, library);
  }

  FunctionHandle function(Bascule bascule, String prototype, FunctionOptions how) {
    return address
        .map(there -> width.session(bascule).functionAt(there, prototype, how))
        .orElseGet(() -> width.session(bascule, library).function(library, prototype, how));
  }

  /** Its declaration needs no name where an address is meant. */
  Variable<Object> variable(Bascule bascule, String declaration) {
    return address
        .map(there -> width.session(bascule).at(there, declaration))
        .orElseGet(() -> width.session(bascule, library).variable(library, declaration));
  }
}
