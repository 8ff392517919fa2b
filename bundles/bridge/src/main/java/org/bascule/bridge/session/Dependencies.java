package org.bascule.bridge.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bascule.bridge.pe.PeApiSets;
import org.bascule.bridge.pe.PeFile;
import org.bascule.transport.SuppliedModules;

/** What a DLL file and those that it imports need, and where they would not find it. */
final class Dependencies {
  private final LibraryLocator locator;
  private final Optional<PeApiSets> apiSets;
  private final Set<Path> loaded = new LinkedHashSet<>();
  private final List<Missing> missing = new ArrayList<>();
  private final List<Missing> missingLater = new ArrayList<>();

  private Dependencies(LibraryLocator locator) {
    this.locator = locator;
    this.apiSets = apiSets(locator);
  }

  /** Those of a file. */
  static Dependencies of(Path file, LibraryLocator locator) {
    Dependencies all = new Dependencies(locator);
    try {
      all.load(file, all.loaded, all.missing);
    } catch (IOException e) {
      // What is wrong with the file itself is told by whoever loads or examines it.
    }
    all.findMissingLater();
    return all;
  }

  /** What loading the file does not find. */
  List<Missing> missing() {
    return List.copyOf(missing);
  }

  /** What the first call of a delayed import would not find; loading the file does not fail. */
  List<Missing> missingLater() {
    return List.copyOf(missingLater);
  }

  /** The files that are loaded, but for Wine's own. */
  List<Path> files() {
    return loaded.stream().filter(file -> !LibraryLocator.isOfWine(file)).toList();
  }

  private void load(Path file, Set<Path> seen, List<Missing> into) throws IOException {
    if (seen.add(file)) {
      for (String module : PeFile.read(file).imports()) {
        find(file, module, seen, into);
      }
    }
  }

  private void find(Path importer, String module, Set<Path> seen, List<Missing> into) {
    Optional<Path> found = locator.imported(importer, module);
    if (found.isPresent()) {
      try {
        load(found.get(), seen, into);
      } catch (IOException e) {
        into.add(new Missing(module, importer, String.valueOf(e.getMessage())));
      }
    } else if (!LibraryLocator.isOfWine(importer)
        && !isInWine(module)
        && !locator.isToCome(module)) {
      into.add(new Missing(module, importer, ""));
    }
  }

  private void findMissingLater() {
    Set<Path> seen = new HashSet<>(loaded);
    for (Path file : files()) {
      try {
        for (String module : PeFile.read(file).delayedImports()) {
          find(file, module, seen, missingLater);
        }
      } catch (IOException e) {
        // Told already: among the imports, or it is the file itself.
      }
    }
  }

  private boolean isInWine(String module) {
    return WindowsModules.isApiSet(module)
        ? apiSets.map(sets -> sets.has(module)).orElse(true)
        : SuppliedModules.NAMES.contains(module.toLowerCase(Locale.ROOT));
  }

  /** Empty where this Wine, which may be of any age, says nothing of them. */
  private static Optional<PeApiSets> apiSets(LibraryLocator locator) {
    try {
      return Optional.of(PeApiSets.read(locator.system().resolve("apisetschema.dll")));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
