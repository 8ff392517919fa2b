package org.bascule.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Writes small bundles. */
final class GuestBundle {
  private GuestBundle() {}

  /** A bundle that publishes a {@code Supplier} of its symbolic name. */
  static void write(Path file, String name, String... headers) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", name);
    main.putValue("Bundle-Version", "1.0.0");
    main.putValue("Bundle-Activator", GuestActivator.class.getName());
    main.putValue("Import-Package", "org.osgi.framework,org.osgi.framework.startlevel");
    for (int i = 0; i < headers.length; i += 2) {
      main.putValue(headers[i], headers[i + 1]);
    }
    Files.createDirectories(file.getParent());
    String type = GuestActivator.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest);
        InputStream code = GuestActivator.class.getClassLoader().getResourceAsStream(type)) {
      jar.putNextEntry(new JarEntry(type));
      code.transferTo(jar);
    }
  }
}
