package org.bascule.transport;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.bascule.lifetime.Housekeeper;
import org.bascule.protocol.HostAbi;
import org.bascule.transport.launch.WineHostLauncher;

/** Settings for hosts of tests, which share one prefix because making one takes seconds. */
public final class TestHosts {
  private static final String PREFIX = "bascule.test.prefix";

  private TestHosts() {}

  /** The shared prefix. */
  public static Path prefix() {
    String named = System.getProperty(PREFIX, System.getenv(PREFIX));
    if (named == null) {
      throw new IllegalStateException("the build must set the system property " + PREFIX);
    }
    return Path.of(named);
  }

  /** A 64-bit host in the shared prefix, with windows of 1 MiB. */
  public static HostSettings settings() {
    return settings(prefix(), Optional.empty(), line -> {});
  }

  /** A 64-bit host with windows of 1 MiB. */
  public static HostSettings settings(
      Path prefix, Optional<Path> loader, Consumer<String> dllOutput) {
    return new HostSettings(
        (byte) HostAbi.X64,
        prefix,
        loader,
        Path.of("").toAbsolutePath(),
        Map.of(),
        1 << 20,
        Duration.ofSeconds(30),
        StepListener.NONE,
        dllOutput);
  }

  /** Starts such a host. */
  public static Host launch() {
    return new WineHostLauncher(new Housekeeper()).launch(settings());
  }
}
