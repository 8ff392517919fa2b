package org.bascule.bridge.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bascule.bridge.Check;
import org.bascule.bridge.pe.PeFile;
import org.bascule.error.Diagnosis;
import org.bascule.error.LinkError;
import org.bascule.transport.SuppliedModules;

/** Says of a DLL file whether it can be loaded, and what its calls will not find. */
final class LibraryDoctor {
  /** More lines would help nobody. */
  private static final int MOST_FORWARDERS = 20;

  private static final Pattern IN_SYSTEM =
      Pattern.compile("(?i)^c:[\\\\/]windows[\\\\/]system32[\\\\/]");

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
      if (location.file().isEmpty() && !locator.isMade()) {
        return List.of(beforeTheFirstStart(library, inspector.notFound(library, location)));
      }
      Path file = location.file().orElseThrow(() -> inspector.notFound(library, location));
      checks.add(new Check("library", true, file.toString(), ""));
      inspector.check(library, file);
      checks.add(new Check("width", true, inspector.width(), ""));
      imports(inspector.read(library, file), Dependencies.of(file, locator), checks);
      forwarders(file, checks);
    } catch (LinkError e) {
      checks.add(failed(e, ""));
    }
    return checks;
  }

  /** About a DLL that may be Windows' own, and so not be there yet. */
  private Check beforeTheFirstStart(String library, LinkError notFound) {
    String module = IN_SYSTEM.matcher(library).replaceFirst("");
    return locator.isToCome(module)
        ? new Check(
            "library",
            true,
            module
                + " is a part of Windows ("
                + WindowsModules.knownFrom(module)
                + "); those that Wine has will be in "
                + locator.system()
                + " after the first start",
            "")
        : failed(notFound, "; Windows' own will be there after the first start");
  }

  private static Check failed(LinkError error, String hint) {
    Diagnosis d = error.diagnosis();
    String finding = d.actual() + " (" + d.subject().replace('\n', ' ') + ")";
    return new Check("library", false, finding, d.remedy() + hint);
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
