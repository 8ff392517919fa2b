package org.bascule.windowsjna.osgi;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.Deflater;
import org.osgi.framework.Bundle;

/** A bundle in the making, of files of others. */
final class BundleJar {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final JarOutputStream jar;

  BundleJar(Map<String, String> headers) {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.forEach(main::putValue);
    try {
      jar = new JarOutputStream(bytes, manifest);
      jar.setLevel(Deflater.NO_COMPRESSION);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Copies a folder with all below it. The bundle need not be resolved, and is not by this.
   *
   * @param from the folder, with a slash at its end
   * @param to what stands in its place
   */
  void copy(Bundle bundle, String from, String to) {
    var paths = bundle.getEntryPaths(from.isEmpty() ? "/" : from);
    if (paths == null) {
      return;
    }
    for (String path : Collections.list(paths)) {
      if (path.endsWith("/")) {
        copy(bundle, path, to + path.substring(from.length()));
      } else if (!isSignature(path)) {
        copyFile(bundle, path, to + path.substring(from.length()));
      }
    }
  }

  /** The manifest is another one, and for that no signature is good. */
  private static boolean isSignature(String path) {
    return path.startsWith("META-INF/")
        && path.matches(".*/(MANIFEST\\.MF|[^/]*\\.(SF|RSA|DSA|EC))");
  }

  private void copyFile(Bundle bundle, String path, String to) {
    try (InputStream in = bundle.getEntry(path).openStream()) {
      jar.putNextEntry(new JarEntry(to));
      in.transferTo(jar);
      jar.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The whole, once. */
  InputStream done() {
    try {
      jar.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
