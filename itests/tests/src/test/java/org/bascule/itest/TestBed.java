package org.bascule.itest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionOptions;
import org.bascule.spi.Abi;

/** Where the build has put things, and the options that every test session starts from. */
public final class TestBed {
  /** The width that this run of the tests is about. */
  public static final Abi ABI = Abi.valueOf(required("bascule.test.abi"));

  /** Debian's own package, which nobody here has built. */
  public static final Path ZLIB =
      Path.of("/usr", narrow() ? "i686-w64-mingw32" : "x86_64-w64-mingw32", "lib", "zlib1.dll");

  private static final Path DLLS = Path.of(required("bascule.test.dlls")).normalize();

  private TestBed() {}

  /** The checkout. */
  public static Path root() {
    return Path.of(required("bascule.test.root"));
  }

  /** The unpacked distribution. */
  public static Path distribution() {
    return existing(Path.of(required("bascule.test.distribution")));
  }

  public static Path prefix() {
    return Path.of(required("bascule.test.prefix"));
  }

  /** Whether this run is about 32 bits. */
  public static boolean narrow() {
    return ABI == Abi.X86;
  }

  /** One of these, by the width of this run. */
  public static <T> T byWidth(T wide, T narrow) {
    return narrow() ? narrow : wide;
  }

  /** One of our own DLLs, of the width of this run. */
  public static Path dll(String name) {
    return dll(ABI, name);
  }

  /** One of a certain width. */
  public static Path dll(Abi abi, String name) {
    return existing(DLLS.resolve(abi.name().toLowerCase(Locale.ROOT)).resolve(name + ".dll"));
  }

  /** Windows' own folder of DLLs in the prefix. */
  public static Path systemFolder() {
    return prefix().resolve("drive_c/windows").resolve(byWidth("system32", "syswow64"));
  }

  /** The portable half of demo.dll, as Linux has it. */
  public static Path sharedObject() {
    return sharedObject("demo");
  }

  /** One of those that Linux has too. */
  public static Path sharedObject(String name) {
    return existing(DLLS.resolve("linux").resolve("lib" + name + ".so"));
  }

  public static String demo() {
    return dll("demo").toString();
  }

  public static String mixed() {
    return dll("mixed").toString();
  }

  public static String faults() {
    return dll("faults").toString();
  }

  public static SessionOptions options() {
    return SessionOptions.defaults().withAbi(ABI).withPrefix(prefix()).withLibraryPath(List.of());
  }

  /**
   * What a block of a fresh 32-bit session may have, in bytes. A 32-bit Wine process, as Wines of
   * two loaders have them, keeps something of its own in the middle of the addresses.
   */
  public static long largestNarrow(Session session) {
    boolean processOfItsOwn = isElf32(session.host().loader());
    return (processOfItsOwn ? 580L : 1229L) << 20;
  }

  private static boolean isElf32(Path program) {
    try (InputStream in = Files.newInputStream(program)) {
      return in.readNBytes(5)[4] == 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String required(String property) {
    String value = System.getProperty(property);
    if (value == null) {
      throw new IllegalStateException("the build must set the system property " + property);
    }
    return value;
  }

  private static Path existing(Path path) {
    if (!Files.exists(path)) {
      throw new IllegalStateException(path + " is not there; build the module that makes it first");
    }
    return path;
  }
}
