package org.bascule.jna.memory;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.bascule.error.SignatureException;
import org.bascule.spi.Directive;
import org.bascule.spi.Place;
import org.bascule.spi.Sections;
import org.bascule.spi.TypeUse;
import org.bascule.spi.memory.Refusals;

/**
 * What a directive says of memory that the DLL hands out and Java gives back. Such memory is
 * copied, since nobody can look at it afterwards.
 */
public final class Freeing {
  private Freeing() {}

  /**
   * The function that frees what lies behind this pointer.
   *
   * @throws SignatureException at an argument: what lies there is Java's
   */
  public static Optional<String> of(TypeUse use) {
    Optional<String> free = use.directive().flatMap(Directive::free);
    if (free.isPresent() && use.place() == Place.ARGUMENT) {
      throw Refusals.directive(
          use,
          "free where the DLL hands out memory: the result, a field, what a reference points to",
          "free = \"" + free.get() + "\" at an argument, whose memory is Java's",
          "give the path of that pointer at the method, such as out.*, or take free away");
    }
    return free;
  }

  /** Addresses that Java passed: should they come back, they are not the DLL's to free. */
  static final class Sent {
    private final Set<Long> addresses = new HashSet<>();

    private Sent() {}

    static Sent of(Sections call) {
      return call.notes(Sent.class, Sent::new);
    }

    void add(long address) {
      addresses.add(address);
    }

    boolean has(long address) {
      return addresses.contains(address);
    }
  }
}
