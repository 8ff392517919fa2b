package org.bascule.windowsjna;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;

/** What is said of libraries for JNI that the JVM cannot load. */
public final class JniLibraries {
  private static final String EXPECTED = "a library for JNI that was made for Linux";
  private static final String REMEDY =
      "take the Linux edition of that library, or call the DLL's functions by JNA;"
          + " what begins with Java_ needs a JVM inside of Windows";

  private JniLibraries() {}

  /** What is to be said where {@code loadLibrary} has failed. */
  public static UnsatisfiedLinkError explained(UnsatisfiedLinkError failure, String name) {
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

  /**
   * Looks at a file before it is loaded.
   *
   * @throws UnsatisfiedLinkError if it is a DLL
   */
  public static void refuseDll(String file) {
    if (file != null && isDll(file)) {
      throw error(null, file, file);
    }
  }

  private static boolean isDll(String file) {
    try (InputStream in = new FileInputStream(file)) {
      return in.read() == 'M' && in.read() == 'Z';
    } catch (IOException e) {
      return file.toLowerCase(Locale.ROOT).endsWith(".dll");
    }
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
    if (failure != null) {
      error.initCause(failure);
    }
    return error;
  }
}
