package org.bascule.itest.windowsjna.door;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.bascule.itest.windowsjna.vendor.PlainVendor;

/** A jar in the making. */
final class VendorJar {
  private final Manifest manifest = new Manifest();
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  VendorJar() {
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
  }

  /** With the classes of the vendor's programs, nested ones too, that begin with this name. */
  VendorJar classes(String folder, String name) throws IOException {
    Path all =
        Path.of(PlainVendor.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    String own = PlainVendor.class.getPackageName().replace('.', '/');
    try (Stream<Path> found = Files.list(all.resolve(own))) {
      for (Path file : found.sorted().toList()) {
        String simple = file.getFileName().toString();
        if (simple.equals(name + ".class") || simple.startsWith(name + "$")) {
          file(folder + own + "/" + simple, Files.readAllBytes(file));
        }
      }
    }
    return this;
  }

  VendorJar file(String name, byte[] bytes) {
    files.put(name, bytes);
    return this;
  }

  VendorJar folder(String name) {
    return file(name + "/", new byte[0]);
  }

  VendorJar text(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  VendorJar manifest(String name, String value) {
    manifest.getMainAttributes().putValue(name, value);
    return this;
  }

  /** With all that another jar has, but for its own description. */
  VendorJar contents(Path other) throws IOException {
    try (JarFile jar = new JarFile(other.toFile())) {
      for (var entry : jar.stream().filter(each -> !each.isDirectory()).toList()) {
        if (!entry.getName().startsWith("META-INF/MANIFEST")) {
          try (InputStream in = jar.getInputStream(entry)) {
            file(entry.getName(), in.readAllBytes());
          }
        }
      }
    }
    return this;
  }

  /** Writes it; jars inside are not compressed, as Spring Boot wants it. */
  Path write(Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        if (file.getKey().endsWith(".jar")) {
          CRC32 sum = new CRC32();
          sum.update(file.getValue());
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(file.getValue().length);
          entry.setCrc(sum.getValue());
        }
        entries.putNextEntry(entry);
        entries.write(file.getValue());
        entries.closeEntry();
      }
    }
    return jar;
  }
}
