package org.bascule.itest.jdk;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The newest of the JDKs of this machine: the tests' own, and those in the usual place. */
public final class NewestJdk {
  private static final Path USUAL = Path.of("/usr/lib/jvm");
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

  private NewestJdk() {}

  /** Its home, if it is at least this new. */
  static Optional<Path> atLeast(int version) {
    return homes()
        .map(home -> Map.entry(home, version(home)))
        .filter(jdk -> jdk.getValue() >= version)
        .max(Comparator.comparing(Map.Entry::getValue))
        .map(Map.Entry::getKey);
  }

  /** The same; a test that wants it is skipped where there is none, and says so. */
  public static Path required(int version) {
    Optional<Path> home = atLeast(version);
    if (home.isEmpty()) {
      System.err.println("SKIPPED: no JDK of " + version + " or newer here; install one");
    }
    assumeTrue(home.isPresent(), "there is a JDK of " + version + " or newer");
    return home.get();
  }

  private static Stream<Path> homes() {
    Stream<Path> own = Stream.of(Path.of(System.getProperty("java.home")));
    if (!Files.isDirectory(USUAL)) {
      return own;
    }
    try (Stream<Path> found = Files.list(USUAL)) {
      return Stream.concat(own, found.toList().stream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int version(Path home) {
    Path release = home.resolve("release");
    if (!Files.isReadable(release) || !Files.isExecutable(home.resolve("bin/java"))) {
      return 0;
    }
    try {
      Matcher matcher = VERSION.matcher(Files.readString(release));
      return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
