package org.bascule.itest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bascule.bridge.SessionOptions;

/** Where the build has put things, and the options that every test session starts from. */
public final class TestBed {
  /** Debian's own package, which nobody here has built. */
  public static final Path ZLIB = Path.of("/usr/x86_64-w64-mingw32/lib/zlib1.dll");

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

  /** One of our own 64-bit DLLs. */
  public static Path dll(String name) {
    return existing(DLLS.resolve("x64").resolve(name + ".dll"));
  }

  /** The same, for 32 bits. */
  public static Path narrowDll(String name) {
    return existing(DLLS.resolve("x86").resolve(name + ".dll"));
  }

  /** The portable half of demo.dll, as Linux has it. */
  public static Path sharedObject() {
    return existing(DLLS.resolve("linux").resolve("libdemo.so"));
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
    return SessionOptions.defaults().withPrefix(prefix()).withLibraryPath(List.of());
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
