package org.bascule.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bascule.protocol.HostAbi;

/** One {@code bascule-host.exe}, as it lies in this bundle. Immutable, for any thread. */
public final class HostBinary {

  private static final String FILE_NAME = "bascule-host.exe";

  private final String resource;
  private final String sha256;

  private HostBinary(String resource) {
    this.resource = resource;
    this.sha256 = digest(resource);
  }

  /**
   * The host for DLLs of one binary interface. Reads the program once, to compute its digest.
   *
   * @param abi {@link HostAbi#X64} or {@link HostAbi#X86}
   * @throws IllegalArgumentException when there is no such host
   */
  public static HostBinary of(int abi) {
    return switch (abi) {
      case HostAbi.X64 -> new HostBinary("x64/" + FILE_NAME);
      case HostAbi.X86 -> new HostBinary("x86/" + FILE_NAME);
      default ->
          throw new IllegalArgumentException(
              "There is no host for HostAbi " + abi + ", only X64 (1) and X86 (2).");
    };
  }

  /** The program's bytes; the caller closes the stream. */
  public InputStream open() {
    return open(resource);
  }

  /** The SHA-256 of the program's bytes: 64 hexadecimal digits, lower case. */
  public String sha256() {
    return sha256;
  }

  /** The name to give the file, without a directory. */
  public String fileName() {
    return FILE_NAME;
  }

  private static InputStream open(String resource) {
    InputStream stream = HostBinary.class.getResourceAsStream(resource);
    if (stream == null) {
      throw new IllegalStateException(
          "The bundle org.bascule.host holds no org/bascule/host/"
              + resource
              + "; it was not built completely.");
    }
    return stream;
  }

  private static String digest(String resource) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream program = new DigestInputStream(open(resource), digest)) {
        program.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
