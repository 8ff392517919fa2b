package org.bascule.itest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bascule.bridge.SessionOptions;

/** Where the build has put things, and the options that every test session starts from. */
final class TestBed {
  /** Debian's own package, which nobody here has built. */
  static final Path ZLIB = Path.of("/usr/x86_64-w64-mingw32/lib/zlib1.dll");

  private static final Path DLLS = Path.of(required("bascule.test.dlls")).normalize();

  private TestBed() {}

  /** The checkout. */
  static Path root() {
    return Path.of(required("bascule.test.root"));
  }

  /** The unpacked distribution. */
  static Path distribution() {
    return existing(Path.of(required("bascule.test.distribution")));
  }

  static Path prefix() {
    return Path.of(required("bascule.test.prefix"));
  }

  /** One of our own 64-bit DLLs. */
  static Path dll(String name) {
    return existing(DLLS.resolve("x64").resolve(name + ".dll"));
  }

  /** The same, for 32 bits. */
  static Path narrowDll(String name) {
    return existing(DLLS.resolve("x86").resolve(name + ".dll"));
  }

  /** The portable half of demo.dll, as Linux has it. */
  static Path sharedObject() {
    return existing(DLLS.resolve("linux").resolve("libdemo.so"));
  }

  static String demo() {
    return dll("demo").toString();
  }

  static String mixed() {
    return dll("mixed").toString();
  }

  static String faults() {
    return dll("faults").toString();
  }

  static SessionOptions options() {
    return SessionOptions.defaults().withPrefix(prefix()).withLibraryPath(List.of());
  }

  static String required(String property) {
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
