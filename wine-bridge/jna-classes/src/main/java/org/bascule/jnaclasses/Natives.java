package org.bascule.jnaclasses;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The native methods that JNA is known to have, and the classes that have a method for each. */
final class Natives {
  /** Where those classes lie. */
  private static final String ROOM = "org/bascule/windowsjna/world/";

  private final Map<String, String> owners;

  Natives(Map<String, String> owners) {
    this.owners = owners;
  }

  /** As {@code natives.txt} has them: the class, then name and descriptor. */
  static Natives expected() throws IOException {
    Map<String, String> owners = new TreeMap<>();
    try (InputStream in = Natives.class.getResourceAsStream("natives.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      text.lines()
          .map(line -> line.split(" "))
          .forEach(words -> owners.put(words[1], ROOM + words[0]));
    }
    return new Natives(owners);
  }

  /** The internal name of the class that has this method. */
  String owner(String method) {
    return owners.get(method);
  }

  /**
   * Looks whether a class has exactly these.
   *
   * @throws IllegalStateException if it has more or fewer
   */
  void insistOn(Set<String> found) {
    Set<String> missing = new TreeSet<>(owners.keySet());
    missing.removeAll(found);
    Set<String> unknown = new TreeSet<>(found);
    unknown.removeAll(owners.keySet());
    if (!missing.isEmpty() || !unknown.isEmpty()) {
      throw new IllegalStateException(
          "com.sun.jna.Native has other native methods than the Windows world knows;"
              + " no longer there: "
              + missing
              + "; new: "
              + unknown
              + "; write what is new into org.bascule.windowsjna.world and natives.txt, or go back"
              + " to the version of JNA that fits");
    }
  }
}
