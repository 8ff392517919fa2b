package org.bascule.bridge.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.bascule.bridge.CallLimits;
import org.bascule.bridge.CallbackOptions.AfterException;
import org.bascule.bridge.MemoryMode;
import org.bascule.bridge.Progress;
import org.bascule.bridge.RecyclePolicy;
import org.bascule.bridge.RestartPolicy;
import org.bascule.bridge.SessionOptions;
import org.bascule.spi.Abi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a configuration, and of mistakes in it. */
class DefaultsTest {
  private static final Progress PROGRESS = (step, fraction) -> {};

  private final Logger logger = Logger.getLogger("org.bascule.bridge");
  private final List<String> logged = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          logged.add(record.getLevel() + " " + record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private final Defaults defaults = new Defaults(PROGRESS);

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  @Test
  void readsEveryEntry() {
    configure(
        Map.of(
            "abi",
            " x86 ",
            "prefix",
            "/p",
            "loader",
            "/usr/lib/wine/wine64",
            "library_path",
            "/a: /b:",
            "code_page",
            932,
            "callback_after_exception",
            " run ",
            "memory",
            "Strict ",
            "start_timeout_seconds",
            7,
            "end_timeout_seconds",
            9,
            "virtual_thread_lanes",
            5));

    SessionOptions options = defaults.options();
    assertThat(options.abi()).isEqualTo(Abi.X86);
    assertThat(options.memory()).isEqualTo(MemoryMode.STRICT);
    assertThat(options.prefix()).isEqualTo(Path.of("/p"));
    assertThat(options.loader()).contains(Path.of("/usr/lib/wine/wine64"));
    assertThat(options.libraryPath()).containsExactly(Path.of("/a"), Path.of("/b"));
    assertThat(options.codePage()).isEqualTo(932);
    assertThat(options.callbacks().afterException()).isEqualTo(AfterException.RUN);
    assertThat(options.startTimeout()).hasSeconds(7);
    assertThat(options.endTimeout()).hasSeconds(9);
    assertThat(options.virtualThreadLanes()).isEqualTo(5);
    assertThat(options.progress()).isSameAs(PROGRESS);
    assertThat(defaults.mistake()).isEmpty();
    assertThat(logged).isEmpty();
  }

  @Test
  void readsHowLongCallsMayTake() {
    configure(
        Map.of(
            "call_timeout_milliseconds", 1500,
            "call_grace_milliseconds", 200,
            "call_interrupt", " ignore "));

    assertThat(defaults.options().limits())
        .isEqualTo(new CallLimits(Duration.ofMillis(1500), Duration.ofMillis(200), false));
    assertThat(logged).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"never, 0, 0", "on-next-use, 2147483647, 0", " 3 in 60 , 3, 60"})
  void readsWhetherSessionsBeginAnew(String text, int most, long seconds) {
    configure(Map.of("restart", text, "recycle", "Damage"));

    assertThat(defaults.options().restart())
        .isEqualTo(new RestartPolicy(most, Duration.ofSeconds(seconds)));
    assertThat(defaults.options().recycle()).isEqualTo(RecyclePolicy.DAMAGE);
    assertThat(logged).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "call_timeout_milliseconds | -1 | BSC-402 | call.timeout.milliseconds | 0 s to 1 day"
            + " | PT-0.001S",
        "call_interrupt | stop | BSC-406 | call.interrupt | end or ignore | \"stop\"",
        "restart | often | BSC-406 | restart | never, on-next-use, or times and seconds as in 3 in 60"
            + " | \"often\"",
        "recycle | paper | BSC-406 | recycle | never, heap or damage | \"paper\"",
        "code_page | 99999 | BSC-402 | code.page | a Windows code page that Java knows, such as"
            + " 65001 (UTF-8), 1252 or 932 | 99999",
        "start_timeout_seconds | 0 | BSC-402 | start.timeout.seconds | more than 0 s, at most 1 day"
            + " | PT0S",
        "end_timeout_seconds | -1 | BSC-402 | end.timeout.seconds | 0 s to 1 day | PT-1S",
        "virtual_thread_lanes | 1001 | BSC-402 | virtual.thread.lanes | 1 to 1000 | 1001",
        "start_timeout_seconds | soon | BSC-406 | start.timeout.seconds | a whole number | soon",
        "callback_after_exception | stop | BSC-406 | callback.after.exception | refuse or run"
            + " | \"stop\"",
        "memory | loose | BSC-406 | memory | ordinary or strict | \"loose\"",
        "prefix | / | BSC-402 | prefix | a directory of its own | /",
        "loader | a\0b | BSC-406 | loader | a path | Nul character not allowed: a\\0b",
        "library_path | a:b\0c | BSC-406 | library.path | a path | Nul character not allowed: b\\0c"
      })
  void aMistakeLeavesTheDefaultsAtFirstAndThenWhatHeldBefore(
      String entry, String value, String code, String where, String expected, String actual) {
    String message =
        """
        SEVERE %s cannot read the configuration org.bascule.bridge
          where: %s
          expected: %s
          actual: %s
          remedy: correct the line in conf/org.bascule.bridge.cfg"""
            .formatted(code, where, expected, actual);

    configure(Map.of(entry, value));
    SessionOptions usual = SessionOptions.defaults();
    assertThat(defaults.options().codePage()).isEqualTo(usual.codePage());
    assertThat(defaults.options().prefix()).isEqualTo(usual.prefix());
    assertThat(defaults.options().startTimeout()).isEqualTo(usual.startTimeout());
    assertThat(logged).containsExactly(message);
    assertThat(defaults.mistake()).isPresent();

    configure(Map.of("code_page", 1252));
    assertThat(defaults.mistake()).isEmpty();
    configure(Map.of(entry, value, entry.equals("code_page") ? "prefix" : "code_page", "932"));
    assertThat(defaults.options().codePage()).isEqualTo(1252);
    assertThat(logged).hasSize(2);
    assertThat(defaults.mistake()).isPresent();
  }

  /** As the framework does it: what cannot be read fails when it is asked for. */
  private void configure(Map<String, Object> entries) {
    defaults.configure(
        (BridgeConfiguration)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {BridgeConfiguration.class},
                (proxy, method, arguments) -> {
                  Object value = entries.getOrDefault(method.getName(), method.getDefaultValue());
                  if (method.getReturnType() == long.class) {
                    return (long) number(value);
                  }
                  return method.getReturnType() == int.class ? number(value) : value;
                }));
  }

  private static int number(Object value) {
    try {
      return Integer.parseInt(value.toString());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(value.toString());
    }
  }
}
