package org.bascule.windowsjna.osgi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * The bundles that are the Windows world of a framework. They have the names of the originals,
 * since others require those by name, and a qualifier in their versions. Each package is exported
 * twice: with an attribute that has to be asked for, and without for those who do not know of it.
 */
final class WorldJars {
  /** The header of this bundle with the version of JNA. */
  private static final String JNA_VERSION = "Bascule-Jna-Version";

  private static final String MANDATORY =
      ";bascule=" + OptIn.WINDOWS + ";" + Constants.MANDATORY_DIRECTIVE + ":=bascule";
  private static final String HOME = "org/bascule/windowsjna/";
  private static final String INSIDE = "org.bascule.windowsjna.world";

  private WorldJars() {}

  /** JNA, of the files that this bundle has. */
  static InputStream jna(Bundle door) {
    String version = door.getHeaders("").get(JNA_VERSION);
    String plain = ";" + Constants.VERSION_ATTRIBUTE + "=\"" + version + '"';
    String uses = plain + ";" + Constants.USES_DIRECTIVE + ":=com.sun.jna";
    List<String> exports =
        new ArrayList<>(
            twice(
                List.of(
                    "com.sun.jna" + plain, "com.sun.jna.ptr" + uses, "com.sun.jna.win32" + uses)));
    exports.add(INSIDE + MANDATORY);
    exports.add(INSIDE + ".direct" + MANDATORY);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(Constants.BUNDLE_MANIFESTVERSION, "2");
    headers.put(Constants.BUNDLE_SYMBOLICNAME, "com.sun.jna");
    headers.put(Constants.BUNDLE_VERSION, ofThisWorld(version));
    headers.put(Constants.BUNDLE_NAME, "JNA of the Windows world");
    headers.put(Constants.EXPORT_PACKAGE, String.join(",", exports));
    headers.put(
        Constants.IMPORT_PACKAGE,
        "org.bascule.windowsjna,org.bascule.bridge.raw,org.bascule.spi,org.bascule.error,"
            + "org.bascule.lifetime,org.osgi.framework");
    BundleJar jar = new BundleJar(headers);
    jar.copy(door, HOME + "classes/", "");
    jar.copy(door, HOME + "world/", HOME + "world/");
    jar.copy(door, "META-INF/jna/", "META-INF/");
    return jar.done();
  }

  /** A copy of jna-platform, of the files of the bundle that plain JNA's users have. */
  static InputStream platform(Bundle original) {
    Map<String, String> headers = new LinkedHashMap<>();
    Attributes main = manifest(original).getMainAttributes();
    main.forEach((name, value) -> headers.put(name.toString(), value.toString()));
    headers.remove(Attributes.Name.MANIFEST_VERSION.toString());
    headers.put(Constants.BUNDLE_VERSION, ofThisWorld(original.getVersion().toString()));
    headers.put(Constants.BUNDLE_NAME, "jna-platform of the Windows world");
    List<String> exports = clauses(headers.get(Constants.EXPORT_PACKAGE));
    headers.put(Constants.EXPORT_PACKAGE, String.join(",", twice(exports)));
    BundleJar jar = new BundleJar(headers);
    jar.copy(original, "", "");
    return jar.done();
  }

  private static Manifest manifest(Bundle bundle) {
    try (InputStream in = bundle.getEntry("META-INF/MANIFEST.MF").openStream()) {
      return new Manifest(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String ofThisWorld(String version) {
    Version plain = Version.parseVersion(version);
    String qualifier = plain.getQualifier().isEmpty() ? "" : plain.getQualifier() + "-";
    return new Version(
            plain.getMajor(), plain.getMinor(), plain.getMicro(), qualifier + OptIn.WINDOWS)
        .toString();
  }

  private static List<String> twice(List<String> exports) {
    List<String> all = new ArrayList<>(exports);
    exports.forEach(export -> all.add(export + MANDATORY));
    return all;
  }

  /** The clauses of a header; commas in quotes part none. */
  static List<String> clauses(String header) {
    List<String> clauses = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < header.length(); i++) {
      char c = header.charAt(i);
      quoted ^= c == '"';
      if (c == ',' && !quoted) {
        clauses.add(header.substring(start, i).strip());
        start = i + 1;
      }
    }
    clauses.add(header.substring(start).strip());
    return clauses;
  }
}
