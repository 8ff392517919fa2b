package org.bascule.windowsjna.osgi;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/** Which bundles want the Windows world. Immutable. */
final class OptIn {
  /** The header by which a bundle says so itself. */
  static final String HEADER = "Bascule-World";

  /** What the header says, and the attribute of this world's packages. */
  static final String WINDOWS = "windows";

  private static final Pattern IMPORT =
      Pattern.compile("com\\.sun\\.jna[^,]*;\\s*bascule\\s*=\\s*\"?windows");

  private final List<Pattern> names;

  private OptIn(List<Pattern> names) {
    this.names = names;
  }

  /** With these symbolic names; each may have asterisks, for any text. */
  static OptIn of(String... names) {
    return new OptIn(
        Arrays.stream(names)
            .flatMap(line -> Arrays.stream(line.split(",")))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .map(OptIn::pattern)
            .toList());
  }

  private static Pattern pattern(String name) {
    return Pattern.compile(
        Arrays.stream(name.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
  }

  /** Whether a bundle is configured, has the header, or imports JNA with the attribute. */
  boolean wanted(Bundle bundle) {
    if (bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
      return false;
    }
    String name = bundle.getSymbolicName();
    if (name != null && names.stream().anyMatch(each -> each.matcher(name).matches())) {
      return true;
    }
    var headers = bundle.getHeaders("");
    String world = headers.get(HEADER);
    if (world != null) {
      return world.strip().equalsIgnoreCase(WINDOWS);
    }
    String imports = headers.get(Constants.IMPORT_PACKAGE);
    return imports != null && IMPORT.matcher(imports).find();
  }
}
