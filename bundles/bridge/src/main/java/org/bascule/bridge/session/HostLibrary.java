package org.bascule.bridge.session;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.bascule.bridge.ExportInfo;
import org.bascule.bridge.LoadedLibrary;
import org.bascule.bridge.call.HostRequests;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.LinkError;
import org.bascule.spi.Address;
import org.bascule.spi.ExportLookup;

/** A DLL that a host has loaded. */
final class HostLibrary implements LoadedLibrary {
  private static final int SUGGESTIONS = 3;
  private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

  private final String name;
  private final HostRequests.LoadedModule loaded;
  private final HostRequests requests;

  HostLibrary(String name, HostRequests.LoadedModule loaded, HostRequests requests) {
    this.name = name;
    this.loaded = loaded;
    this.requests = requests;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String path() {
    return loaded.path();
  }

  @Override
  public long module() {
    return loaded.module();
  }

  @Override
  public List<ExportInfo> exports() {
    return requests.exports(loaded.module());
  }

  /**
   * The address of the first of these functions that there is.
   *
   * @throws LinkError if the DLL exports none of them
   */
  long resolve(List<String> names) {
    for (String name : names.subList(0, names.size() - 1)) {
      long address = requests.resolve(module(), name);
      if (address != 0) {
        return address;
      }
    }
    return resolve(names.get(names.size() - 1));
  }

  /**
   * The address of a function.
   *
   * @param function an exported name, or {@code #} and an ordinal
   * @throws LinkError if the DLL does not export it
   */
  long resolve(String function) {
    long address =
        function.matches("#\\d{1,5}")
            ? requests.resolve(module(), Integer.parseInt(function.substring(1)))
            : requests.resolve(module(), function);
    if (address == 0) {
      throw missing(function);
    }
    return address;
  }

  /** The same for those who bind functions. */
  ExportLookup lookup() {
    return new ExportLookup() {
      @Override
      public long module() {
        return HostLibrary.this.module();
      }

      @Override
      public long address(String export) {
        return resolve(export);
      }
    };
  }

  @Override
  public Address address(String export) {
    return new Address(resolve(Required.given(export, "look an export up", "export")));
  }

  private LinkError missing(String function) {
    List<ExportInfo> exports = exports();
    return new LinkError(
        new Diagnosis(
            ErrorCode.FUNCTION_NOT_FOUND,
            "find the function " + function + " in " + name,
            path(),
            "an export of that name",
            exports.isEmpty()
                ? "the DLL exports nothing"
                : "nearest of " + exports.size() + " exports: " + nearest(function, exports),
            "correct the name; wine:exports lists them all"));
  }

  private static String nearest(String function, List<ExportInfo> exports) {
    String wanted = function.toLowerCase(Locale.ROOT);
    Comparator<String> byDistance =
        Comparator.<String>comparingInt(n -> DISTANCE.apply(wanted, n.toLowerCase(Locale.ROOT)))
            .thenComparing(Comparator.naturalOrder());
    String names =
        exports.stream()
            .map(ExportInfo::name)
            .filter(n -> !n.isEmpty())
            .sorted(byDistance)
            .limit(SUGGESTIONS)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "ordinals only, from #" + exports.get(0).ordinal() : names;
  }
}
