package org.bascule.bridge.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bascule.bridge.Check;
import org.bascule.bridge.pe.PeFile;
import org.bascule.error.Diagnosis;
import org.bascule.error.LinkError;
import org.bascule.transport.SuppliedModules;

/** Says of a DLL file whether it can be loaded, and what its calls will not find. */
final class LibraryDoctor {
  /** More lines would help nobody. */
  private static final int MOST_FORWARDERS = 20;

  private final LibraryLocator locator;
  private final LibraryInspector inspector;

  LibraryDoctor(LibraryLocator locator, LibraryInspector inspector) {
    this.locator = locator;
    this.inspector = inspector;
  }

  /** The lines about a DLL. */
  List<Check> examine(String library) {
    List<Check> checks = new ArrayList<>();
    try {
      LibraryLocation location = locator.locate(library);
      Path file = location.file().orElseThrow(() -> inspector.notFound(library, location));
      checks.add(new Check("library", true, file.toString(), ""));
      inspector.check(library, file);
      checks.add(new Check("width", true, inspector.width(), ""));
      imports(inspector.read(library, file), Dependencies.of(file, locator), checks);
      forwarders(file, checks);
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

  private static void imports(PeFile pe, Dependencies needed, List<Check> checks) {
    report("imports", pe.imports(), needed.missing(), checks);
    if (!pe.delayedImports().isEmpty() || !needed.missingLater().isEmpty()) {
      report("delayed imports", pe.delayedImports(), needed.missingLater(), checks);
    }
    List<String> supplied = pe.imports().stream().filter(LibraryDoctor::isSupplied).toList();
    if (!supplied.isEmpty()) {
      checks.add(
          new Check(
              "supplied",
              true,
              String.join(", ", supplied) + ": Bascule's own, where Wine has none",
              ""));
    }
  }

  private static boolean isSupplied(String module) {
    return SuppliedModules.NAMES.contains(module.toLowerCase(Locale.ROOT));
  }

  private static void report(
      String subject, List<String> modules, List<Missing> missing, List<Check> checks) {
    if (missing.isEmpty()) {
      checks.add(new Check(subject, true, String.join(", ", modules), ""));
    }
    for (Missing m : missing) {
      checks.add(new Check(subject, false, m.finding(), m.remedy()));
    }
  }

  private void forwarders(Path file, List<Check> checks) {
    try {
      Forwarders.Found found = Forwarders.of(file, locator);
      if (found.count() > 0 && found.nowhere().isEmpty()) {
        checks.add(new Check("forwarders", true, found.count() + ", each to an export", ""));
      }
      found.nowhere().stream()
          .limit(MOST_FORWARDERS)
          .map(Forwarders.Nowhere::finding)
          .map(nowhere -> new Check("forwarders", false, nowhere, "do without this function"))
          .forEach(checks::add);
    } catch (IOException e) {
      checks.add(
          new Check(
              "exports",
              false,
              String.valueOf(e.getMessage()),
              "get the DLL again from where it comes"));
    }
  }
}
