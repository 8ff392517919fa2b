package org.bascule.itest.osgi;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.ops4j.pax.exam.ConfigurationFactory;
import org.ops4j.pax.exam.Option;

/**
 * A Felix with the bundles of the unpacked distribution, each at the start level that it has there.
 */
public final class ContainerConfiguration implements ConfigurationFactory {
  private static final int LAST_LEVEL = 9;

  /** The folder that FileInstall watches in the tests. */
  static Path deploy() {
    return Path.of(System.getProperty("bascule.test.work"), "deploy");
  }

  @Override
  public Option[] createConfiguration() {
    try {
      Files.createDirectories(deploy());
      return new Option[] {
        systemPackages(
            "org.slf4j;version=1.7.36",
            "org.slf4j.spi;version=1.7.36",
            "org.slf4j.helpers;version=1.7.36",
            "org.slf4j.event;version=1.7.36",
            "org.assertj.core.api",
            "org.assertj.core.api.iterable",
            "org.assertj.core.groups"),
        junitBundles(),
        frameworkStartLevel(LAST_LEVEL),
        fileInstall("dir", deploy().toString()),
        fileInstall("tmpdir", deploy().resolveSibling("fileinstall").toString()),
        fileInstall("poll", "100"),
        fileInstall("start.level", String.valueOf(LAST_LEVEL)),
        fileInstall("noInitialDelay", "true"),
        frameworkProperty("gosh.args").value("--nointeractive --noshutdown"),
        frameworkProperty("felix.log.level").value("0"),
        composite(bundles())
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Option[] bundles() throws IOException {
    Path folder = Path.of(System.getProperty("bascule.test.distribution"), "bundle");
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .sorted()
          .map(ContainerConfiguration::leveled)
          .toArray(Option[]::new);
    }
  }

  private static Option leveled(Path file) {
    int level = Integer.parseInt(file.getParent().getFileName().toString());
    return bundle("reference:" + file.toUri()).startLevel(level);
  }

  private static Option fileInstall(String key, String value) {
    return frameworkProperty("felix.fileinstall." + key).value(value);
  }
}
