package org.bascule.bridge.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bascule.bridge.Check;
import org.bascule.bridge.call.HostRefusal;
import org.bascule.bridge.pe.PeFile;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.LinkError;
import org.bascule.spi.Abi;

/** Looks into DLL files to say why one cannot be loaded, or whether it can. */
final class LibraryInspector {
  /** Names of Windows' API sets; the loader maps them to real modules. */
  private static final String API_SETS = "(?i)(api|ext)-ms-.*";

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
    if (pe.machine() != machine()) {
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
      return error(
          ErrorCode.LIBRARY_NOT_FOUND,
          library,
          "searched:\n" + where,
          "a DLL of that name there or among Wine's own",
          "none",
          "give the DLL's path, or add its directory to library.path");
    }
    List<Missing> missing = missing(location.file().get());
    if (refusal.windowsError() == MODULE_NOT_FOUND && !missing.isEmpty()) {
      Missing first = missing.get(0);
      return error(
          ErrorCode.DEPENDENCY_MISSING,
          library,
          where,
          "every DLL that it imports",
          first.module() + " is missing; " + first.importer().getFileName() + " imports it",
          "put "
              + first.module()
              + " beside "
              + first.importer().getFileName()
              + ", or add its directory to library.path");
    }
    return error(
        ErrorCode.LOAD_FAILED,
        library,
        where,
        "that Windows loads it",
        refusal.detail() + " (Windows error " + refusal.windowsError() + ")",
        "look the Windows error up; wine:doctor examines the file");
  }

  /** A doctor's lines about a DLL. */
  List<Check> examine(String library) {
    List<Check> checks = new ArrayList<>();
    try {
      Optional<Path> file = locator.locate(library).file();
      if (file.isEmpty()) {
        throw error(
            ErrorCode.LIBRARY_NOT_FOUND,
            library,
            "searched:\n" + String.join("\n", locator.locate(library).searched()),
            "a DLL of that name",
            "none",
            "give the DLL's path, or add its directory to library.path");
      }
      checks.add(new Check("library", true, file.get().toString(), ""));
      check(library, file.get());
      checks.add(new Check("width", true, width(), ""));
      PeFile pe = read(library, file.get());
      Set<Path> loaded = new LinkedHashSet<>();
      List<Missing> missing = new ArrayList<>();
      collectMissing(file.get(), loaded, missing);
      report("imports", pe.imports(), missing, checks);
      List<Missing> later = missingLater(loaded);
      if (!pe.delayedImports().isEmpty() || !later.isEmpty()) {
        report("delayed imports", pe.delayedImports(), later, checks);
      }
    } catch (LinkError e) {
      Diagnosis d = e.diagnosis();
      checks.add(
          new Check(
              "library",
              false,
              d.actual() + " (" + d.subject().replace('\n', ' ') + ")",
              d.remedy()));
    }
    return checks;
  }

  private static void report(
      String subject, List<String> modules, List<Missing> missing, List<Check> checks) {
    if (missing.isEmpty()) {
      checks.add(new Check(subject, true, String.join(", ", modules), ""));
    }
    for (Missing m : missing) {
      checks.add(
          new Check(
              subject,
              false,
              m.module() + " is missing; " + m.importer().getFileName() + " imports it",
              "put it beside "
                  + m.importer().getFileName()
                  + ", or add its directory to library.path"));
    }
  }

  /** A module that cannot be found, and the file that imports it. */
  private record Missing(String module, Path importer) {}

  private List<Missing> missing(Path file) {
    List<Missing> missing = new ArrayList<>();
    collectMissing(file, new HashSet<>(), missing);
    return missing;
  }

  private void collectMissing(Path file, Set<Path> seen, List<Missing> missing) {
    if (!seen.add(file)) {
      return;
    }
    try {
      for (String module : PeFile.read(file).imports()) {
        Optional<Path> found = locator.imported(file, module);
        if (found.isPresent()) {
          collectMissing(found.get(), seen, missing);
        } else if (!module.matches(API_SETS) && !isOfWine(file)) {
          missing.add(new Missing(module, file));
        }
      }
    } catch (IOException e) {
      // A file that cannot be read is no reason not to look at the others; loading it tells more.
      missing.add(new Missing(file.getFileName().toString(), file));
    }
  }

  /** What the first call of a delayed import would not find; loading these files does not fail. */
  private List<Missing> missingLater(Set<Path> loaded) {
    List<Missing> missing = new ArrayList<>();
    Set<Path> seen = new HashSet<>(loaded);
    for (Path file : loaded) {
      if (!isOfWine(file)) {
        collectMissingLater(file, seen, missing);
      }
    }
    return missing;
  }

  private void collectMissingLater(Path file, Set<Path> seen, List<Missing> missing) {
    try {
      for (String module : PeFile.read(file).delayedImports()) {
        Optional<Path> found = locator.imported(file, module);
        if (found.isPresent()) {
          collectMissing(found.get(), seen, missing);
        } else if (!module.matches(API_SETS)) {
          missing.add(new Missing(module, file));
        }
      }
    } catch (IOException e) {
      // Told already, among the imports.
    }
  }

  /** Wine's own DLLs find their imports in Wine's folders, which need not be in the prefix. */
  private static boolean isOfWine(Path file) {
    return file.toString().contains("/drive_c/windows/");
  }

  private PeFile read(String library, Path file) {
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

  private int machine() {
    return abi == Abi.X64 ? PeFile.AMD64 : PeFile.I386;
  }

  private String width() {
    return abi == Abi.X64 ? "64-bit" : "32-bit";
  }

  private static LinkError error(
      ErrorCode code, String library, String where, String expected, String actual, String remedy) {
    return new LinkError(
        new Diagnosis(code, "load library " + library, where, expected, actual, remedy));
  }
}
