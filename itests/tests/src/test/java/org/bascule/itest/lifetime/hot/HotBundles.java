package org.bascule.itest.lifetime.hot;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes bundles of classes of this package, which get a loader of their own there. */
public final class HotBundles {
  private static final String PACKAGE = "/org/bascule/itest/lifetime/hot/";

  private HotBundles() {}

  /** A bundle with the marshaller of that number. */
  public static InputStream guest(String name, int number, int ranking) {
    return bundle(
        HotGuest.class.getName(),
        Map.of(
            "Bundle-SymbolicName",
            name,
            "Bundle-Version",
            "1.0." + number,
            "Import-Package",
            "org.osgi.framework,org.bascule.spi",
            HotGuest.NUMBER,
            String.valueOf(number),
            HotGuest.RANKING,
            String.valueOf(ranking)),
        "HotGuest",
        "HotGuest$Factory",
        "HotGuest$DurationMarshaller");
  }

  /** The bundle that calls. */
  public static InputStream consumer(String dll) {
    return bundle(
        HotConsumer.class.getName(),
        Map.of(
            "Bundle-SymbolicName",
            "hot.consumer",
            "Import-Package",
            "org.osgi.framework,org.bascule.bridge,com.sun.jna",
            HotConsumer.DLL,
            dll),
        "HotConsumer",
        "HotConsumer$Plain",
        "HotConsumer$OfJna",
        "HotConsumer$Caller",
        "HotConsumer$Step",
        "HotConsumer$Asker",
        "HotConsumer$Answer");
  }

  private static InputStream bundle(
      String activator, Map<String, String> headers, String... classes) {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-Activator", activator);
    headers.forEach(main::putValue);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      for (String name : classes) {
        String entry = PACKAGE + name + ".class";
        jar.putNextEntry(new JarEntry(entry.substring(1)));
        try (InputStream code = HotBundles.class.getResourceAsStream(entry)) {
          code.transferTo(jar);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
