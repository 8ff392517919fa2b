package org.bascule.bridge.osgi;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bascule.bridge.OptionTexts;
import org.bascule.bridge.Progress;
import org.bascule.bridge.SessionOptions;
import org.bascule.error.Diagnosis;
import org.bascule.error.ValueException;

/**
 * The options of new sessions, as configured. A configuration that cannot be used leaves them as
 * they are: a slip in a file must not take the bridge away from those who use it. Thread-safe.
 */
final class Defaults {
  private static final System.Logger LOG = System.getLogger("org.bascule.bridge");
  private static final OptionTexts TEXTS =
      new OptionTexts(
          "read the configuration org.bascule.bridge",
          "",
          "correct the line in conf/org.bascule.bridge.cfg",
          false);

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
    this.state = new State(SessionOptions.builtIn().withProgress(progress), Optional.empty());
    change(SessionOptions::defaults);
  }

  SessionOptions options() {
    return state.options();
  }

  /** What is wrong with the newest configuration; empty if it holds. */
  Optional<Diagnosis> mistake() {
    return state.mistake();
  }

  /**
   * Has this configuration hold, unless there is a mistake in it. What it does not say is as the
   * system properties have it.
   */
  void configure(Map<String, ?> configuration) {
    Map<String, String> texts = new HashMap<>();
    configuration.forEach((name, value) -> texts.put(name, String.valueOf(value)));
    change(() -> TEXTS.read(SessionOptions.defaults(), texts));
  }

  private void change(Supplier<SessionOptions> options) {
    try {
      state = new State(options.get().withProgress(progress), Optional.empty());
    } catch (ValueException e) {
      state = new State(state.options(), Optional.of(e.diagnosis()));
      LOG.log(System.Logger.Level.ERROR, e.getMessage());
    }
  }
}
