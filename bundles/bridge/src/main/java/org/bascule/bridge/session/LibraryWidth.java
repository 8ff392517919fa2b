package org.bascule.bridge.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.pe.PeFile;
import org.bascule.error.LinkError;
import org.bascule.spi.Abi;

/** The width of the session that a DLL needs. */
final class LibraryWidth {
  private LibraryWidth() {}

  /** What the file says; empty if there is none, or it is not a DLL: the session tells that. */
  static Optional<Abi> of(String library, SessionOptions options) {
    try {
      return new LibraryLocator(options.libraryPath(), options.prefix(), options.abi())
          .locate(library)
          .file()
          .flatMap(LibraryWidth::of);
    } catch (LinkError e) {
      return Optional.empty();
    }
  }

  private static Optional<Abi> of(Path file) {
    try {
      return PeFile.read(file).abi();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
