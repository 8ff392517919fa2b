package org.bascule.windowsjna;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;

/** What is said of libraries for JNI that the JVM could not load. */
public final class JniLibraries {
  private static final String EXPECTED = "a library for JNI that was made for Linux";
  private static final String REMEDY =
      "take the Linux edition of that library, or call the DLL's functions by JNA;"
          + " what begins with Java_ needs a JVM inside of Windows";

  private JniLibraries() {}

  /** {@code loadLibrary} has failed for this name. */
  public static UnsatisfiedLinkError ofName(UnsatisfiedLinkError failure, String name) {
    String path = System.getProperty("java.library.path", "");
    List<String> found = new ArrayList<>();
    for (String folder : path.split(File.pathSeparator)) {
      String[] files = new File(folder.isEmpty() ? "." : folder).list();
      for (String file : files == null ? new String[0] : files) {
        if (file.equalsIgnoreCase(name + ".dll")) {
          found.add(new File(folder, file).getPath());
        }
      }
    }
    String actual =
        found.isEmpty()
            ? "neither " + System.mapLibraryName(name) + " nor " + name + ".dll in " + path
            : found.get(0);
    return error(failure, name, actual);
  }

  /** {@code load} has failed for this file. */
  public static UnsatisfiedLinkError ofFile(UnsatisfiedLinkError failure, String file) {
    boolean windows = file != null && file.toLowerCase(Locale.ROOT).endsWith(".dll");
    return windows ? error(failure, file, file) : failure;
  }

  private static UnsatisfiedLinkError error(
      UnsatisfiedLinkError failure, String name, String actual) {
    UnsatisfiedLinkError error =
        new UnsatisfiedLinkError(
            new Diagnosis(
                    ErrorCode.UNSUPPORTED_SIGNATURE,
                    "load the JNI library " + name,
                    "",
                    EXPECTED,
                    actual + "; this JVM is one of Linux, into which no DLL can be loaded",
                    REMEDY)
                .message());
    error.initCause(failure);
    return error;
  }
}
