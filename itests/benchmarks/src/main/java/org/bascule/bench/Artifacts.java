package org.bascule.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.bascule.spi.Abi;

/** The compiled C functions, which travel inside the jar. */
public final class Artifacts {
  private Artifacts() {}

  /** The demonstration DLL of a width. */
  public static Path demo(Abi abi) {
    return unpack(abi.name().toLowerCase(Locale.ROOT) + "/demo.dll");
  }

  /** Unpacks a resource beside this class into a temporary file that goes when the JVM ends. */
  static Path unpack(String resource) {
    String name = resource.substring(resource.lastIndexOf('/') + 1);
    try (InputStream content = Artifacts.class.getResourceAsStream(resource)) {
      if (content == null) {
        throw new IllegalStateException(resource + " is missing in the jar: build test-dlls first");
      }
      Path directory = Files.createTempDirectory("bascule-bench");
      Path file = directory.resolve(name);
      Files.copy(content, file);
      directory.toFile().deleteOnExit();
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
