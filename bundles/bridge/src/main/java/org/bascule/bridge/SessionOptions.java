package org.bascule.bridge;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.bascule.lifetime.UserHome;
import org.bascule.spi.Abi;

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
 * @param inheritance what of the JVM's environment the host sees
 * @param resources what the host may use of the machine
 * @param environment added to the host's environment
 * @param startTimeout how long the host may take to greet, without the making of the prefix
 * @param endTimeout how long the host's end may take, at which each DLL is told ({@code
 *     DLL_PROCESS_DETACH}) and gives back what it holds; then it is killed. With 0 at once
 * @param progress told of slow steps
 * @param dllOutput gets each line that a DLL prints
 * @param callbacks how the DLL's calls into Java run
 * @param virtualThreadLanes how many lanes all virtual threads together may have; when all are in
 *     use, further calls of virtual threads wait their turn
 * @param memory how functions get the memory that is lent to them
 * @param limits how long calls may take
 * @param restart whether it begins anew when its host has ended
 * @param recycle after what a host is ended though it still runs
 */
public record SessionOptions(
    Abi abi,
    Path prefix,
    Optional<Path> loader,
    List<Path> libraryPath,
    int codePage,
    Path workingDirectory,
    Inheritance inheritance,
    ResourceLimits resources,
    Map<String, String> environment,
    Duration startTimeout,
    Duration endTimeout,
    Progress progress,
    Consumer<String> dllOutput,
    CallbackOptions callbacks,
    int virtualThreadLanes,
    MemoryMode memory,
    CallLimits limits,
    RestartPolicy restart,
    RecyclePolicy recycle) {

  private static final int FEWEST_LANES = 16;
  private static final int LANES_PER_CPU = 4;

  /**
   * Options of which each is something.
   *
   * @throws org.bascule.error.ValueException if one is null
   */
  public SessionOptions {
    Given.value(abi, "abi");
    Given.value(prefix, "prefix");
    Given.value(loader, "loader");
    libraryPath = Given.list(libraryPath, "libraryPath");
    Given.value(workingDirectory, "workingDirectory");
    Given.value(inheritance, "inheritance");
    Given.value(resources, "resources");
    environment = Given.map(environment, "environment");
    Given.value(startTimeout, "startTimeout");
    Given.value(endTimeout, "endTimeout");
    Given.value(progress, "progress");
    Given.value(dllOutput, "dllOutput");
    Given.value(callbacks, "callbacks");
    Given.value(memory, "memory");
    Given.value(limits, "limits");
    Given.value(restart, "restart");
    Given.value(recycle, "recycle");
  }

  /**
   * A 64-bit session with UTF-8 text in the user's own Bascule prefix, {@code
   * $XDG_DATA_HOME/bascule/prefix}; what DLLs print goes to stderr. System properties, {@code
   * bascule.memory} and the like, say otherwise.
   *
   * @throws org.bascule.error.ValueException if there is a mistake in one of those
   */
  public static SessionOptions defaults() {
    return OptionTexts.ofProperties(false).read(builtIn(), OptionTexts.properties());
  }

  /** The same without the system properties. */
  public static SessionOptions builtIn() {
    return new SessionOptions(
        Abi.X64,
        dataHome().resolve("bascule").resolve("prefix"),
        Optional.empty(),
        List.of(),
        65001,
        Path.of("").toAbsolutePath(),
        Inheritance.SHORT,
        ResourceLimits.NONE,
        Map.of(),
        Duration.ofSeconds(30),
        Duration.ofSeconds(2),
        Progress.SILENT,
        System.err::println,
        CallbackOptions.DEFAULT,
        Math.max(FEWEST_LANES, LANES_PER_CPU * Runtime.getRuntime().availableProcessors()),
        MemoryMode.ORDINARY,
        CallLimits.DEFAULT,
        RestartPolicy.NEVER,
        RecyclePolicy.HEAP);
  }

  /** The same options with another width. */
  public SessionOptions withAbi(Abi abi) {
    return with(draft -> draft.abi = abi);
  }

  /** The same options with another prefix. */
  public SessionOptions withPrefix(Path prefix) {
    return with(draft -> draft.prefix = prefix);
  }

  /** The same options with another loader. */
  public SessionOptions withLoader(Optional<Path> loader) {
    return with(draft -> draft.loader = loader);
  }

  /** The same options with another library path. */
  public SessionOptions withLibraryPath(List<Path> libraryPath) {
    return with(draft -> draft.libraryPath = libraryPath);
  }

  /** The same options with another code page. */
  public SessionOptions withCodePage(int codePage) {
    return with(draft -> draft.codePage = codePage);
  }

  /** The same options with another working directory. */
  public SessionOptions withWorkingDirectory(Path workingDirectory) {
    return with(draft -> draft.workingDirectory = workingDirectory);
  }

  /** The same options, where the host sees more or less of the JVM's environment. */
  public SessionOptions withInheritance(Inheritance inheritance) {
    return with(draft -> draft.inheritance = inheritance);
  }

  /** The same options, where the host may use more or less of the machine. */
  public SessionOptions withResources(ResourceLimits resources) {
    return with(draft -> draft.resources = resources);
  }

  /** The same options with another environment. */
  public SessionOptions withEnvironment(Map<String, String> environment) {
    return with(draft -> draft.environment = environment);
  }

  /** The same options with another start timeout. */
  public SessionOptions withStartTimeout(Duration startTimeout) {
    return with(draft -> draft.startTimeout = startTimeout);
  }

  /** The same options with another end timeout. */
  public SessionOptions withEndTimeout(Duration endTimeout) {
    return with(draft -> draft.endTimeout = endTimeout);
  }

  /** The same options with another listener for progress. */
  public SessionOptions withProgress(Progress progress) {
    return with(draft -> draft.progress = progress);
  }

  /** The same options with another consumer of the DLLs' output. */
  public SessionOptions withDllOutput(Consumer<String> dllOutput) {
    return with(draft -> draft.dllOutput = dllOutput);
  }

  /** The same options with other options for callbacks. */
  public SessionOptions withCallbacks(CallbackOptions callbacks) {
    return with(draft -> draft.callbacks = callbacks);
  }

  /** The same options with another number of lanes for virtual threads. */
  public SessionOptions withVirtualThreadLanes(int virtualThreadLanes) {
    return with(draft -> draft.virtualThreadLanes = virtualThreadLanes);
  }

  /** The same options with another way of lending memory. */
  public SessionOptions withMemory(MemoryMode memory) {
    return with(draft -> draft.memory = memory);
  }

  /** The same options with other limits for calls. */
  public SessionOptions withLimits(CallLimits limits) {
    return with(draft -> draft.limits = limits);
  }

  /** The same options, where the session begins anew or not. */
  public SessionOptions withRestart(RestartPolicy restart) {
    return with(draft -> draft.restart = restart);
  }

  /** The same options, where the host is ended after other damage. */
  public SessionOptions withRecycle(RecyclePolicy recycle) {
    return with(draft -> draft.recycle = recycle);
  }

  private SessionOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.done();
  }

  private static Path dataHome() {
    String xdg = System.getenv("XDG_DATA_HOME");
    return xdg == null || xdg.isEmpty()
        ? UserHome.path().resolve(".local").resolve("share")
        : Path.of(xdg);
  }

  /** Options in the making. */
  private static final class Draft {
    private Abi abi;
    private Path prefix;
    private Optional<Path> loader;
    private List<Path> libraryPath;
    private int codePage;
    private Path workingDirectory;
    private Inheritance inheritance;
    private ResourceLimits resources;
    private Map<String, String> environment;
    private Duration startTimeout;
    private Duration endTimeout;
    private Progress progress;
    private Consumer<String> dllOutput;
    private CallbackOptions callbacks;
    private int virtualThreadLanes;
    private MemoryMode memory;
    private CallLimits limits;
    private RestartPolicy restart;
    private RecyclePolicy recycle;

    Draft(SessionOptions options) {
      abi = options.abi;
      prefix = options.prefix;
      loader = options.loader;
      libraryPath = options.libraryPath;
      codePage = options.codePage;
      workingDirectory = options.workingDirectory;
      inheritance = options.inheritance;
      resources = options.resources;
      environment = options.environment;
      startTimeout = options.startTimeout;
      endTimeout = options.endTimeout;
      progress = options.progress;
      dllOutput = options.dllOutput;
      callbacks = options.callbacks;
      virtualThreadLanes = options.virtualThreadLanes;
      memory = options.memory;
      limits = options.limits;
      restart = options.restart;
      recycle = options.recycle;
    }

    SessionOptions done() {
      return new SessionOptions(
          abi,
          prefix,
          loader,
          libraryPath,
          codePage,
          workingDirectory,
          inheritance,
          resources,
          environment,
          startTimeout,
          endTimeout,
          progress,
          dllOutput,
          callbacks,
          virtualThreadLanes,
          memory,
          limits,
          restart,
          recycle);
    }
  }
}
