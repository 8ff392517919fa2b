package org.bascule.bridge.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.call.HostRefusal;
import org.bascule.bridge.call.HostRequests;

/** The DLLs of one session, by the names under which they were asked for. Thread-safe. */
final class LoadedLibraries {
  private static final Logger LOG = Logger.getLogger(LoadedLibraries.class.getName());

  private final HostRequests requests;
  private final LibraryLocator locator;
  private final LibraryInspector inspector;
  private final Map<String, HostLibrary> libraries = new ConcurrentHashMap<>();
  private final Queue<String> order = new ConcurrentLinkedQueue<>();
  private final Set<Path> warned = ConcurrentHashMap.newKeySet();

  LoadedLibraries(HostRequests requests, SessionOptions options) {
    this.requests = requests;
    this.locator = new LibraryLocator(options.libraryPath(), options.prefix(), options.abi());
    this.inspector = new LibraryInspector(locator, options.abi());
  }

  /**
   * The DLL; loaded if it is not yet. Two threads may load the same one at once, which Windows
   * counts; no lock is held while its DllMain runs.
   *
   * @throws org.bascule.error.LinkError if it is not found or cannot be loaded
   */
  HostLibrary get(String library) {
    HostLibrary known = libraries.get(Required.given(library, "load a library", "library"));
    if (known != null) {
      return known;
    }
    HostLibrary loaded = load(library);
    HostLibrary first = libraries.putIfAbsent(library, loaded);
    if (first == null) {
      order.add(library);
    }
    return first == null ? loaded : first;
  }

  /** Those that are loaded, in the order in which they were. */
  List<String> names() {
    return List.copyOf(order);
  }

  private String whyNowhere(LibraryLocation location, String forwarder) {
    return location
        .file()
        .flatMap(file -> Forwarders.why(file, forwarder, locator))
        .orElse("which cannot be found");
  }

  /** Once for each: it may still come, but more likely it is a mistake of writing. */
  private void warn(Path directory) {
    if (warned.add(directory)) {
      LOG.log(
          Level.WARNING,
          "{0} of library.path is not there; libraries are searched for without it",
          directory);
    }
  }

  /** Loads the DLL, whether it is loaded or not: Windows counts how often. */
  HostLibrary load(String library) {
    LibraryLocation location = locator.locate(library);
    locator.absent().forEach(this::warn);
    location.file().ifPresent(file -> inspector.check(library, file));
    try {
      HostRequests.LoadedModule loaded =
          requests.load(location.windowsName(), locator.directories(location));
      return new HostLibrary(library, loaded, requests, to -> whyNowhere(location, to));
    } catch (HostRefusal refusal) {
      throw inspector.explain(library, location, refusal);
    }
  }
}
