package org.bascule.transport;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How to start a host.
 *
 * @param abi the width, a constant of {@link org.bascule.protocol.HostAbi}
 * @param prefix the Wine prefix; created if it is not there
 * @param loader the Wine loader to use; found by itself if empty
 * @param workingDirectory the host's working directory
 * @param text what {@code char} text of A functions and C runtimes means, and what DLLs print; the
 *     host is told so if it is UTF-8, else it has the code page of Wine's locale
 * @param inherited what of this JVM's environment the host sees
 * @param limits what it may use of the machine
 * @param environment variables that are added to the host's environment
 * @param laneWindowSize bytes of one lane's window, a multiple of 4096
 * @param arenaLimit the most bytes that the arena may grow to
 * @param startTimeout how long the host may take from process start to its welcome, without the
 *     making of the prefix
 * @param endTimeout how long the host's end may take, with what DLLs do at it; then it is killed
 * @param progress told of slow steps
 * @param dllOutput gets each line that a DLL or Wine prints on stdout or stderr
 */
public record HostSettings(
    byte abi,
    Path prefix,
    Optional<Path> loader,
    Path workingDirectory,
    Charset text,
    Inherited inherited,
    HostLimits limits,
    Map<String, String> environment,
    int laneWindowSize,
    long arenaLimit,
    Duration startTimeout,
    Duration endTimeout,
    StepListener progress,
    Consumer<String> dllOutput) {

  /** 64 GiB: what {@link #arenaLimit} is if nobody says otherwise. */
  public static final long DEFAULT_ARENA_LIMIT = 1L << 36;

  private static final Duration DEFAULT_END_TIMEOUT = Duration.ofSeconds(2);

  public HostSettings {
    Objects.requireNonNull(prefix, "prefix");
    Objects.requireNonNull(loader, "loader");
    Objects.requireNonNull(workingDirectory, "workingDirectory");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(inherited, "inherited");
    Objects.requireNonNull(limits, "limits");
    environment = Map.copyOf(environment);
    Objects.requireNonNull(startTimeout, "startTimeout");
    Objects.requireNonNull(endTimeout, "endTimeout");
    Objects.requireNonNull(progress, "progress");
    Objects.requireNonNull(dllOutput, "dllOutput");
  }

  /**
   * The same with the {@link #DEFAULT_ARENA_LIMIT}, UTF-8, little of the environment, no limits,
   * and 2 s for the end.
   */
  public HostSettings(
      byte abi,
      Path prefix,
      Optional<Path> loader,
      Path workingDirectory,
      Map<String, String> environment,
      int laneWindowSize,
      Duration startTimeout,
      StepListener progress,
      Consumer<String> dllOutput) {
    this(
        abi,
        prefix,
        loader,
        workingDirectory,
        StandardCharsets.UTF_8,
        Inherited.SHORT,
        HostLimits.NONE,
        environment,
        laneWindowSize,
        DEFAULT_ARENA_LIMIT,
        startTimeout,
        DEFAULT_END_TIMEOUT,
        progress,
        dllOutput);
  }
}
