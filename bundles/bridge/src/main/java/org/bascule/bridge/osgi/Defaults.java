package org.bascule.bridge.osgi;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bascule.bridge.CallLimits;
import org.bascule.bridge.CallbackOptions;
import org.bascule.bridge.CallbackOptions.AfterException;
import org.bascule.bridge.MemoryMode;
import org.bascule.bridge.Progress;
import org.bascule.bridge.RecyclePolicy;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.session.OptionsCheck;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;
import org.bascule.spi.Abi;

/**
 * The options of new sessions, as configured. A configuration that cannot be used leaves them as
 * they are: a slip in a file must not take the bridge away from those who use it. Thread-safe.
 */
final class Defaults {
  private static final System.Logger LOG = System.getLogger("org.bascule.bridge");
  private static final String READ = "read the configuration org.bascule.bridge";
  private static final String REMEDY = "correct the line in conf/org.bascule.bridge.cfg";

  private final Progress progress;
  private volatile State state;

  /**
   * What holds at the moment.
   *
   * @param options of new sessions
   * @param mistake in the newest configuration, because of which older ones hold
   */
  private record State(SessionOptions options, Optional<Diagnosis> mistake) {}

  /**
   * Those of {@link SessionOptions#defaults()}.
   *
   * @param progress told of slow steps of all sessions
   */
  Defaults(Progress progress) {
    this.progress = progress;
    this.state = new State(SessionOptions.defaults().withProgress(progress), Optional.empty());
  }

  SessionOptions options() {
    return state.options();
  }

  /** What is wrong with the newest configuration; empty if it holds. */
  Optional<Diagnosis> mistake() {
    return state.mistake();
  }

  /** Has this configuration hold, unless there is a mistake in it. */
  void configure(BridgeConfiguration configuration) {
    try {
      state = new State(read(configuration), Optional.empty());
    } catch (ValueException e) {
      state = new State(state.options(), Optional.of(e.diagnosis()));
      LOG.log(System.Logger.Level.ERROR, e.getMessage());
    }
  }

  private SessionOptions read(BridgeConfiguration configuration) {
    int codePage = number("code.page", configuration::code_page);
    int seconds = number("start.timeout.seconds", configuration::start_timeout_seconds);
    SessionOptions options =
        SessionOptions.defaults()
            .withAbi(abi(configuration.abi()))
            .withProgress(progress)
            .withLibraryPath(paths("library.path", configuration.library_path()))
            .withLoader(path("loader", configuration.loader()))
            .withCallbacks(callbacks(configuration.callback_after_exception()));
    options = options.withMemory(memory(configuration.memory(), options.memory()));
    options = checked("code.page", options.withCodePage(codePage));
    Duration timeout = Duration.ofSeconds(seconds);
    options = checked("start.timeout.seconds", options.withStartTimeout(timeout));
    Duration end =
        Duration.ofSeconds(number("end.timeout.seconds", configuration::end_timeout_seconds));
    options = checked("end.timeout.seconds", options.withEndTimeout(end));
    options = limited(configuration, options);
    options =
        checked("restart", options.withRestart(RestartText.policy(configuration.restart())))
            .withRecycle(recycle(configuration.recycle()));
    int lanes = number("virtual.thread.lanes", configuration::virtual_thread_lanes);
    options =
        lanes == 0
            ? options
            : checked("virtual.thread.lanes", options.withVirtualThreadLanes(lanes));
    Optional<Path> prefix = path("prefix", configuration.prefix());
    return prefix.isPresent() ? checked("prefix", options.withPrefix(prefix.get())) : options;
  }

  private static SessionOptions limited(BridgeConfiguration configuration, SessionOptions options) {
    String timeoutEntry = "call.timeout.milliseconds";
    String graceEntry = "call.grace.milliseconds";
    Duration timeout =
        Duration.ofMillis(number(timeoutEntry, configuration::call_timeout_milliseconds));
    Duration grace = Duration.ofMillis(number(graceEntry, configuration::call_grace_milliseconds));
    CallLimits limits =
        CallLimits.DEFAULT
            .withTimeout(timeout)
            .withInterruptible(interruptible(configuration.call_interrupt()));
    SessionOptions timed = checked(timeoutEntry, options.withLimits(limits));
    return checked(graceEntry, timed.withLimits(limits.withGrace(grace)));
  }

  private static RecyclePolicy recycle(String text) {
    for (RecyclePolicy policy : RecyclePolicy.values()) {
      if (policy.name().equalsIgnoreCase(text.strip())) {
        return policy;
      }
    }
    throw mistake("recycle", "never, heap or damage", '"' + text + '"');
  }

  private static boolean interruptible(String text) {
    return switch (text.strip()) {
      case "end" -> true;
      case "ignore" -> false;
      default -> throw mistake("call.interrupt", "end or ignore", '"' + text + '"');
    };
  }

  private static SessionOptions checked(String entry, SessionOptions options) {
    try {
      OptionsCheck.values(options);
      return options;
    } catch (ValueException e) {
      Diagnosis why = e.diagnosis();
      throw new ValueException(
          new Diagnosis(why.code(), READ, entry, why.expected(), why.actual(), REMEDY));
    }
  }

  private static <N extends Number> N number(String entry, Supplier<N> value) {
    try {
      return value.get();
    } catch (RuntimeException e) {
      // The framework says it in this way that the text is no number.
      throw mistake(entry, "a whole number", String.valueOf(e.getMessage()));
    }
  }

  private static Abi abi(String text) {
    for (Abi abi : Abi.values()) {
      if (abi.name().equalsIgnoreCase(text.strip())) {
        return abi;
      }
    }
    throw mistake("abi", "X64 or X86", '"' + text + '"');
  }

  private static CallbackOptions callbacks(String afterException) {
    for (AfterException policy : AfterException.values()) {
      if (policy.name().equalsIgnoreCase(afterException.strip())) {
        return CallbackOptions.DEFAULT.withAfterException(policy);
      }
    }
    throw mistake("callback.after.exception", "refuse or run", '"' + afterException + '"');
  }

  /** Nothing is said by an empty text. */
  private static MemoryMode memory(String text, MemoryMode otherwise) {
    if (text.isBlank()) {
      return otherwise;
    }
    for (MemoryMode mode : MemoryMode.values()) {
      if (mode.name().equalsIgnoreCase(text.strip())) {
        return mode;
      }
    }
    throw mistake("memory", "ordinary or strict", '"' + text + '"');
  }

  private static Optional<Path> path(String entry, String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text.strip()));
    } catch (InvalidPathException e) {
      throw mistake(entry, "a path", e.getMessage().replace("\0", "\\0"));
    }
  }

  private static List<Path> paths(String entry, String text) {
    return Arrays.stream(text.split(":"))
        .map(p -> path(entry, p))
        .flatMap(Optional::stream)
        .toList();
  }

  static ValueException mistake(String entry, String expected, String actual) {
    return new ValueException(
        new Diagnosis(ErrorCode.BAD_TEXT, READ, entry, expected, actual, REMEDY));
  }
}
