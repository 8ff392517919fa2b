package org.bascule.bridge.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bascule.bridge.pe.PeExports;
import org.bascule.bridge.pe.PeExports.Forwarder;

/** Where exports lead that lie in other modules. */
final class Forwarders {
  private static final String NOT_IN_WINE = "which this Wine does not have";

  private Forwarders() {}

  /** An export that leads to nothing. */
  record Nowhere(Forwarder forwarder, Path file, String why) {
    String finding() {
      return forwarder.export()
          + " of "
          + file.getFileName()
          + " is forwarded to "
          + forwarder.target()
          + ", "
          + why;
    }
  }

  /** What a forwarder names: {@code NTDLL.RtlAllocateHeap}, {@code OTHER.#7}. */
  record Target(String module, String export) {
    /** As Windows reads it: the module is all up to the last dot, and a DLL. */
    static Target of(String text) {
      int dot = text.lastIndexOf('.');
      return dot < 0
          ? new Target("", text)
          : new Target(text.substring(0, dot) + ".dll", text.substring(dot + 1));
    }
  }

  /** How many forwarders a file has, and those that lead nowhere. */
  record Found(int count, List<Nowhere> nowhere) {}

  /**
   * Looks at those of a file.
   *
   * @throws IOException if its exports cannot be read
   */
  static Found of(Path file, LibraryLocator locator) throws IOException {
    PeExports exports = PeExports.read(file);
    List<Nowhere> nowhere = new ArrayList<>();
    for (Forwarder forwarder : exports.forwarders()) {
      why(file, forwarder.target(), locator)
          .ifPresent(why -> nowhere.add(new Nowhere(forwarder, file, why)));
    }
    return new Found(exports.forwarders().size(), nowhere);
  }

  /** Why a forwarder leads to nothing; empty if it leads to something, as far as files tell. */
  static Optional<String> why(Path file, String forwarder, LibraryLocator locator) {
    Target target = Target.of(forwarder);
    if (target.module().isEmpty()) {
      return Optional.of("which names no module");
    }
    Optional<Path> found = locator.imported(file, target.module());
    if (found.isEmpty()) {
      return WindowsModules.isApiSet(target.module()) || locator.isToCome(target.module())
          ? Optional.empty()
          : Optional.of(
              WindowsModules.knownFrom(target.module()).isEmpty()
                  ? "but " + target.module() + " is missing"
                  : NOT_IN_WINE);
    }
    return lacks(found.get(), target.export())
        ? Optional.of(
            LibraryLocator.isOfWine(found.get())
                ? NOT_IN_WINE
                : "but " + found.get().getFileName() + " does not export " + target.export())
        : Optional.empty();
  }

  private static boolean lacks(Path file, String export) {
    try {
      return !PeExports.read(file).has(export);
    } catch (IOException e) {
      // Whether it can be loaded is another question.
      return false;
    }
  }
}
