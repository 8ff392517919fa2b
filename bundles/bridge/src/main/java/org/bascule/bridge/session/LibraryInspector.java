package org.bascule.bridge.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bascule.bridge.call.HostRefusal;
import org.bascule.bridge.pe.PeFile;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.LinkError;
import org.bascule.spi.Abi;

/** Looks into DLL files to say why one cannot be loaded. */
final class LibraryInspector {
  /** Windows' ERROR_MOD_NOT_FOUND (winerror.h). */
  private static final int MODULE_NOT_FOUND = 126;

  private final LibraryLocator locator;
  private final Abi abi;

  LibraryInspector(LibraryLocator locator, Abi abi) {
    this.locator = locator;
    this.abi = abi;
  }

  /**
   * Refuses a file that Windows could not load, before it is asked.
   *
   * @throws LinkError that names the file and the cause
   */
  void check(String library, Path file) {
    PeFile pe = read(library, file);
    if (!pe.abi().equals(Optional.of(abi))) {
      throw error(
          ErrorCode.WRONG_WIDTH,
          library,
          file.toString(),
          "a " + width() + " DLL for this session",
          "a DLL that is " + pe.machineName(),
          "use the DLL's " + width() + " edition, or a session of its width");
    }
    if (!pe.dll()) {
      throw error(
          ErrorCode.NOT_A_DLL,
          library,
          file.toString(),
          "a Windows DLL",
          "a Windows program (.exe)",
          "give the DLL's path");
    }
  }

  /** The error for a name that is nowhere. */
  LinkError notFound(String library, LibraryLocation location) {
    return error(
        ErrorCode.LIBRARY_NOT_FOUND,
        library,
        "searched:\n" + String.join("\n", location.searched()),
        "a DLL of that name there or among Wine's own",
        "none",
        "give the DLL's path, or add its directory to library.path");
  }

  /** The error for a DLL that Windows refused. */
  LinkError explain(String library, LibraryLocation location, HostRefusal refusal) {
    String where =
        location.file().map(Path::toString).orElse(String.join("\n", location.searched()));
    if (refusal.isInitialisationRefused()) {
      return error(
          ErrorCode.INITIALISATION_REFUSED,
          library,
          where,
          "that the DLL's DllMain succeeds",
          refusal.detail(),
          "look for what the DLL needs: files, registry entries, licences, other DLLs");
    }
    if (location.file().isEmpty()) {
      return notFound(library, location);
    }
    List<Missing> missing = Dependencies.of(location.file().get(), locator).missing();
    if (refusal.windowsError() == MODULE_NOT_FOUND && !missing.isEmpty()) {
      Missing first = missing.get(0);
      return error(
          ErrorCode.DEPENDENCY_MISSING,
          library,
          where,
          "every DLL that it imports",
          first.finding(),
          first.remedy());
    }
    return error(
        ErrorCode.LOAD_FAILED,
        library,
        where,
        "that Windows loads it",
        refusal.detail() + " (Windows error " + refusal.windowsError() + ")",
        "look the Windows error up; wine:doctor examines the file");
  }

  /**
   * What the file's headers say.
   *
   * @throws LinkError if it is no Windows file, or cannot be read
   */
  PeFile read(String library, Path file) {
    try {
      return PeFile.read(file);
    } catch (PeFile.NotPeException e) {
      throw error(
          ErrorCode.NOT_A_DLL,
          library,
          file.toString(),
          "a Windows DLL",
          e.getMessage(),
          "give the path of a Windows DLL");
    } catch (IOException e) {
      throw error(
          ErrorCode.LOAD_FAILED,
          library,
          file.toString(),
          "a readable file",
          e.toString(),
          "check the file's permissions");
    }
  }

  String width() {
    return abi == Abi.X64 ? "64-bit" : "32-bit";
  }

  private static LinkError error(
      ErrorCode code, String library, String where, String expected, String actual, String remedy) {
    return new LinkError(
        new Diagnosis(code, "load library " + library, where, expected, actual, remedy));
  }
}
