package org.bascule.bridge;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.bascule.spi.Abi;
import org.bascule.transport.Progress;

/**
 * How a session is to be. Immutable; {@link #defaults()} and the {@code with…} methods make
 * variations.
 *
 * @param abi the width of the DLLs
 * @param prefix the Wine prefix; made if it is not there
 * @param loader the Wine loader; found by itself if empty
 * @param libraryPath directories that are searched for DLLs and for what they import, before
 *     Windows' own
 * @param codePage Windows' number of the code page of {@code char} text
 * @param workingDirectory of the host
 * @param environment added to the host's environment
 * @param startTimeout how long the host may take to greet, without the making of the prefix
 * @param progress told of slow steps
 * @param dllOutput gets each line that a DLL prints
 */
public record SessionOptions(
    Abi abi,
    Path prefix,
    Optional<Path> loader,
    List<Path> libraryPath,
    int codePage,
    Path workingDirectory,
    Map<String, String> environment,
    Duration startTimeout,
    Progress progress,
    Consumer<String> dllOutput) {

  public SessionOptions {
    Objects.requireNonNull(abi, "abi");
    Objects.requireNonNull(prefix, "prefix");
    Objects.requireNonNull(loader, "loader");
    libraryPath = List.copyOf(libraryPath);
    Objects.requireNonNull(workingDirectory, "workingDirectory");
    environment = Map.copyOf(environment);
    Objects.requireNonNull(startTimeout, "startTimeout");
    Objects.requireNonNull(progress, "progress");
    Objects.requireNonNull(dllOutput, "dllOutput");
  }

  /**
   * A 64-bit session with UTF-8 text in the user's own Bascule prefix, {@code
   * $XDG_DATA_HOME/bascule/prefix}; what DLLs print goes to stderr.
   */
  public static SessionOptions defaults() {
    return new SessionOptions(
        Abi.X64,
        dataHome().resolve("bascule").resolve("prefix"),
        Optional.empty(),
        List.of(),
        65001,
        Path.of("").toAbsolutePath(),
        Map.of(),
        Duration.ofSeconds(30),
        Progress.SILENT,
        System.err::println);
  }

  /** The same options with another abi. */
  public SessionOptions withAbi(Abi abi) {
    return new SessionOptions(
        abi,
        prefix,
        loader,
        libraryPath,
        codePage,
        workingDirectory,
        environment,
        startTimeout,
        progress,
        dllOutput);
  }

  /** The same options with another prefix. */
  public SessionOptions withPrefix(Path prefix) {
    return new SessionOptions(
        abi,
        prefix,
        loader,
        libraryPath,
        codePage,
        workingDirectory,
        environment,
        startTimeout,
        progress,
        dllOutput);
  }

  /** The same options with another loader. */
  public SessionOptions withLoader(Optional<Path> loader) {
    return new SessionOptions(
        abi,
        prefix,
        loader,
        libraryPath,
        codePage,
        workingDirectory,
        environment,
        startTimeout,
        progress,
        dllOutput);
  }

  /** The same options with another libraryPath. */
  public SessionOptions withLibraryPath(List<Path> libraryPath) {
    return new SessionOptions(
        abi,
        prefix,
        loader,
        libraryPath,
        codePage,
        workingDirectory,
        environment,
        startTimeout,
        progress,
        dllOutput);
  }

  /** The same options with another codePage. */
  public SessionOptions withCodePage(int codePage) {
    return new SessionOptions(
        abi,
        prefix,
        loader,
        libraryPath,
        codePage,
        workingDirectory,
        environment,
        startTimeout,
        progress,
        dllOutput);
  }

  /** The same options with another workingDirectory. */
  public SessionOptions withWorkingDirectory(Path workingDirectory) {
    return new SessionOptions(
        abi,
        prefix,
        loader,
        libraryPath,
        codePage,
        workingDirectory,
        environment,
        startTimeout,
        progress,
        dllOutput);
  }

  /** The same options with another environment. */
  public SessionOptions withEnvironment(Map<String, String> environment) {
    return new SessionOptions(
        abi,
        prefix,
        loader,
        libraryPath,
        codePage,
        workingDirectory,
        environment,
        startTimeout,
        progress,
        dllOutput);
  }

  /** The same options with another startTimeout. */
  public SessionOptions withStartTimeout(Duration startTimeout) {
    return new SessionOptions(
        abi,
        prefix,
        loader,
        libraryPath,
        codePage,
        workingDirectory,
        environment,
        startTimeout,
        progress,
        dllOutput);
  }

  /** The same options with another progress. */
  public SessionOptions withProgress(Progress progress) {
    return new SessionOptions(
        abi,
        prefix,
        loader,
        libraryPath,
        codePage,
        workingDirectory,
        environment,
        startTimeout,
        progress,
        dllOutput);
  }

  /** The same options with another dllOutput. */
  public SessionOptions withDllOutput(Consumer<String> dllOutput) {
    return new SessionOptions(
        abi,
        prefix,
        loader,
        libraryPath,
        codePage,
        workingDirectory,
        environment,
        startTimeout,
        progress,
        dllOutput);
  }

  private static Path dataHome() {
    String xdg = System.getenv("XDG_DATA_HOME");
    return xdg == null || xdg.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".local", "share")
        : Path.of(xdg);
  }
}
