package org.bascule.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.bascule.protocol.HostAbi;

/**
 * One {@code bascule-host.exe}, or what lies beside it, as it is in this bundle. Immutable, for any
 * thread.
 */
public final class HostBinary {

  private static final String FILE_NAME = "bascule-host.exe";

  /** Modules of Windows that this Wine may not have; the host loads them then. */
  private static final List<String> SUPPLIED = List.of("supplied/bcryptprimitives.dll");

  private final String fileName;
  private final String resource;
  private final String sha256;

  private HostBinary(String directory, String fileName) {
    this.fileName = fileName;
    this.resource = directory + fileName;
    this.sha256 = digest(resource);
  }

  /**
   * The host for DLLs of one binary interface. Reads the program once, to compute its digest.
   *
   * @param abi {@link HostAbi#X64} or {@link HostAbi#X86}
   * @throws IllegalArgumentException when there is no such host
   */
  public static HostBinary of(int abi) {
    return new HostBinary(directory(abi), FILE_NAME);
  }

  /** What the host finds beside itself, in a directory of that name. */
  public static List<HostBinary> supplied(int abi) {
    return SUPPLIED.stream().map(file -> new HostBinary(directory(abi), file)).toList();
  }

  private static String directory(int abi) {
    return switch (abi) {
      case HostAbi.X64 -> "x64/";
      case HostAbi.X86 -> "x86/";
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

  /** The name to give the file, relative to the host's directory. */
  public String fileName() {
    return fileName;
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
