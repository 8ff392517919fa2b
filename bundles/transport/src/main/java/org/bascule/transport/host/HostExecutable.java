package org.bascule.transport.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.bascule.host.HostBinary;

/** Puts the host program where Wine can start it: {@code CACHE/bascule/host/SHA256/}. */
public final class HostExecutable {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

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
   */
  public Path extract(byte abi) throws IOException {
    HostBinary binary = HostBinary.of(abi);
    Path directory = cache.resolve(binary.sha256());
    Path program = directory.resolve(binary.fileName());
    if (!Files.isRegularFile(program) || !digest(program).equals(binary.sha256())) {
      Files.createDirectories(directory, OWNER_ONLY);
      write(binary, directory, program);
    }
    return program;
  }

  private static void write(HostBinary binary, Path directory, Path program) throws IOException {
    Path part = Files.createTempFile(directory, "new", ".part");
    try (InputStream bytes = binary.open()) {
      Files.copy(bytes, part, StandardCopyOption.REPLACE_EXISTING);
      if (!digest(part).equals(binary.sha256())) {
        throw new IOException(part + " was not written completely");
      }
      Files.move(part, program, StandardCopyOption.ATOMIC_MOVE);
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
