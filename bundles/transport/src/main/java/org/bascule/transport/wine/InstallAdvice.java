package org.bascule.transport.wine;

import java.util.Map;
import java.util.Optional;
import org.bascule.protocol.HostAbi;

/**
 * What to do on this machine when no loader fits.
 *
 * @param frontDoor how the user has called the script that can install Wine, if it was called
 */
record InstallAdvice(Optional<String> frontDoor) {
  /** The environment variable by which that script says how it was called. */
  static final String VARIABLE = "BASCULE_FRONT_DOOR";

  static InstallAdvice in(Map<String, String> environment) {
    return new InstallAdvice(
        Optional.ofNullable(environment.get(VARIABLE)).filter(name -> !name.isBlank()));
  }

  /** For a loader of this width. */
  String forWidth(byte abi) {
    return "install %s, or set %s to the loader's path"
        .formatted(abi == HostAbi.X86 ? narrow() : wide(), LoaderPlaces.VARIABLE);
  }

  private static String wide() {
    return "Wine (on Debian: apt-get install wine64)";
  }

  /** Installed by itself, either width may push out the other. */
  private String narrow() {
    return "a Wine that runs 32-bit programs ("
        + frontDoor.map(name -> name + " run --with-32-bit does so; ").orElse("")
        + "on Debian 12 and 13, both widths in one transaction: dpkg --add-architecture i386;"
        + " apt-get update; apt-get install wine64 wine32:i386"
        + " libgstreamer-plugins-base1.0-0:i386)";
  }
}
