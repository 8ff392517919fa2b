package org.bascule.transport.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.bascule.host.HostBinary;
import org.bascule.lifetime.UserHome;
import org.bascule.transport.posix.OwnFiles;

/**
 * Puts the host program where Wine can start it, with what it supplies: {@code
 * CACHE/bascule/host/SHA256/}; in another directory beside a manifest that makes UTF-8 its code
 * page.
 */
public final class HostExecutable {
  /** As Microsoft's "Application manifests" has it; Wine reads it too. */
  private static final String UTF_8_MANIFEST =
      """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <assembly manifestVersion="1.0" xmlns="urn:schemas-microsoft-com:asm.v1">
        <application xmlns="urn:schemas-microsoft-com:asm.v3">
          <windowsSettings>
            <activeCodePage xmlns="http://schemas.microsoft.com/SMI/2019/WindowsSettings">UTF-8</activeCodePage>
          </windowsSettings>
        </application>
      </assembly>
      """;

  private final Path cache;

  /**
   * Keeps programs below this directory.
   *
   * @param cache created if it is not there
   */
  public HostExecutable(Path cache) {
    this.cache = cache;
  }

  /** The user's cache directory, as the XDG base directory specification has it. */
  public static Path userCache(Map<String, String> environment, String home) {
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    // The specification says that a relative path is invalid and to be ignored.
    boolean usable = cache.startsWith("/");
    return (usable ? Path.of(cache) : Path.of(home, ".cache")).resolve("bascule").resolve("host");
  }

  /**
   * The program's path. It is written only if it is not there yet, and its content is checked in
   * any case: what lies in a cache may have been cut short or changed.
   *
   * @param text what A functions and C runtimes shall take; other than UTF-8 is left to Wine
   */
  public Path extract(byte abi, Charset text) throws IOException {
    if (UserHome.none(cache)) {
      throw new IOException("this user has no home directory");
    }
    HostBinary binary = HostBinary.of(abi);
    boolean utf8 = text.equals(StandardCharsets.UTF_8);
    Path directory = cache.resolve(binary.sha256() + (utf8 ? "-utf8" : ""));
    if (utf8) {
      Files.createDirectories(directory, OwnFiles.DIRECTORY);
      writeManifest(directory, directory.resolve(binary.fileName() + ".manifest"));
    }
    for (HostBinary supplied : HostBinary.supplied(abi)) {
      extract(supplied, directory);
    }
    return extract(binary, directory);
  }

  private static Path extract(HostBinary binary, Path directory) throws IOException {
    Path file = directory.resolve(binary.fileName());
    if (!Files.isRegularFile(file) || !digest(file).equals(binary.sha256())) {
      Files.createDirectories(file.getParent(), OwnFiles.DIRECTORY);
      write(binary, file.getParent(), file);
    }
    return file;
  }

  private static void writeManifest(Path directory, Path manifest) throws IOException {
    if (Files.isRegularFile(manifest) && Files.readString(manifest).equals(UTF_8_MANIFEST)) {
      return;
    }
    Path part = Files.createTempFile(directory, "new", ".part");
    try {
      Files.writeString(part, UTF_8_MANIFEST);
      Files.move(part, manifest, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void write(HostBinary binary, Path directory, Path file) throws IOException {
    Path part = Files.createTempFile(directory, "new", ".part");
    try (InputStream bytes = binary.open()) {
      Files.copy(bytes, part, StandardCopyOption.REPLACE_EXISTING);
      if (!digest(part).equals(binary.sha256())) {
        throw new IOException(part + " was not written completely");
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String digest(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
        bytes.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
