package org.bascule.itest.windowsjna.door;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.Kernel32;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bascule.itest.TestBed;
import org.bascule.itest.windowsjna.vendor.PlainVendor;

/** What a vendor delivers: jars in a folder, as Maven Central has them and as tests make them. */
final class Vendor {
  private static final String PACKAGE = PlainVendor.class.getPackageName() + ".";

  /** The option that says the width of this run. */
  static final String WIDTH = "-Dbascule.abi=" + TestBed.ABI;

  private Vendor() {}

  /** The full name of a program. */
  static String name(String program) {
    return PACKAGE + program;
  }

  /** JNA, unchanged. */
  static Path jna() {
    return place(Native.class);
  }

  /** jna-platform, unchanged. */
  static Path platform() {
    return place(Kernel32.class);
  }

  static Path place(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  /** A jar with these programs. */
  static Path jar(Path folder, String... programs) throws IOException {
    VendorJar jar = new VendorJar();
    for (String program : programs) {
      jar.classes("", program);
    }
    return jar.write(Files.createTempFile(folder, "vendor", ".jar"));
  }

  static String path(Path... jars) {
    return Stream.of(jars).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** The DLL of a run, in a jar, under the name by which JNA looks for it there. */
  static Path dllInJar(Path folder) throws IOException {
    String place = TestBed.byWidth("win32-x86-64/", "win32-x86/");
    return new VendorJar()
        .file(place + "packed.dll", Files.readAllBytes(Path.of(TestBed.demo())))
        .write(Files.createTempFile(folder, "dlls", ".jar"));
  }
}
