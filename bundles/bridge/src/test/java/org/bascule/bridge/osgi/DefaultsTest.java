package org.bascule.bridge.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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
    Map<String, Object> entries =
        new HashMap<>(
            Map.of(
                "abi",
                " x86 ",
                "prefix",
                "/p",
                "loader",
                "/usr/lib/wine/wine64",
                "library.path",
                "/a: /b:",
                "code.page",
                932,
                "callback.after.exception",
                " run ",
                "memory",
                "Strict ",
                "start.timeout.seconds",
                7,
                "end.timeout.seconds",
                9,
                "virtual.thread.lanes",
                5));
    entries.put("environment.VENDOR", "a b");
    configure(entries);

    SessionOptions options = defaults.options();
    assertThat(options.abi()).isEqualTo(Abi.X86);
    assertThat(options.memory()).isEqualTo(MemoryMode.STRICT);
    assertThat(options.prefix()).isEqualTo(Path.of("/p"));
    assertThat(options.loader()).contains(Path.of("/usr/lib/wine/wine64"));
    assertThat(options.libraryPath()).containsExactly(Path.of("/a"), Path.of("/b"));
    assertThat(options.codePage()).isEqualTo(932);
    assertThat(options.environment()).containsExactly(Map.entry("VENDOR", "a b"));
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
            "call.timeout.milliseconds", 1500,
            "call.grace.milliseconds", 200,
            "call.interrupt", " ignore "));

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
        "call.timeout.milliseconds | -1 | a whole number, 0 to 86400000 | \"-1\"",
        "call.interrupt | stop | end or ignore | \"stop\"",
        "restart | often | never, on-next-use, or times and seconds as in 3 in 60 | \"often\"",
        "recycle | paper | never or heap or damage | \"paper\"",
        "code.page | 99999 | the number of a Windows code page that Java knows, such as 65001"
            + " (UTF-8), 1252 or 932 | \"99999\"",
        "start.timeout.seconds | 0 | a whole number, 1 to 86400 | \"0\"",
        "end.timeout.seconds | -1 | a whole number, 0 to 86400 | \"-1\"",
        "virtual.thread.lanes | 1001 | a whole number, 1 to 1000 | \"1001\"",
        "start.timeout.seconds | soon | a whole number, 1 to 86400 | \"soon\"",
        "callback.after.exception | stop | refuse or run | \"stop\"",
        "memory | loose | ordinary or strict | \"loose\"",
        "prefix | / | the path of a directory | \"/\"",
        "loader | a\0b | the path of a file | \"a\\0b\"",
        "library.path | a:b\0c | paths, separated by colons | \"a:b\\0c\"",
        "environment.WINEPREFIX | /p | the prefix in prefix | \"/p\"",
        "memroy | strict | abi, call.grace.milliseconds, call.interrupt, call.timeout.milliseconds,"
            + " callback.after.exception, code.page, end.timeout.seconds, environment,"
            + " environment.NAME, environment.pass, library.path, limit.cgroup, limit.cpu,"
            + " limit.files, limit.memory, limit.processes, loader, memory, prefix, recycle,"
            + " restart, start.timeout.seconds,"
            + " virtual.thread.lanes | a name that means nothing; nearest: memory"
      })
  void aMistakeLeavesTheDefaultsAtFirstAndThenWhatHeldBefore(
      String entry, String value, String expected, String actual) {
    String message =
        """
        SEVERE BSC-406 cannot read the configuration org.bascule.bridge
          where: %s
          expected: %s
          actual: %s
          remedy: correct the line in conf/org.bascule.bridge.cfg"""
            .formatted(entry, expected, actual);

    configure(Map.of(entry, value));
    SessionOptions usual = SessionOptions.defaults();
    assertThat(defaults.options().codePage()).isEqualTo(usual.codePage());
    assertThat(defaults.options().prefix()).isEqualTo(usual.prefix());
    assertThat(defaults.options().startTimeout()).isEqualTo(usual.startTimeout());
    assertThat(logged).containsExactly(message);
    assertThat(defaults.mistake()).isPresent();

    configure(Map.of("code.page", 1252));
    assertThat(defaults.mistake()).isEmpty();
    configure(Map.of(entry, value, entry.equals("code.page") ? "prefix" : "code.page", "932"));
    assertThat(defaults.options().codePage()).isEqualTo(1252);
    assertThat(logged).hasSize(2);
    assertThat(defaults.mistake()).isPresent();
  }

  /** What the framework adds is no entry of anybody's. */
  private void configure(Map<String, Object> entries) {
    Map<String, Object> all = new HashMap<>(entries);
    all.put("component.name", "org.bascule.bridge.osgi.BridgeComponent");
    all.put("component.id", 1L);
    all.put("service.pid", "org.bascule.bridge");
    all.put("felix.fileinstall.filename", "file:/conf/org.bascule.bridge.cfg");
    defaults.configure(all);
  }

  @Test
  void whatTheConfigurationDoesNotSayIsAsTheSystemPropertiesHaveIt() {
    System.setProperty("bascule.code.page", "1252");
    System.setProperty("bascule.memory", "strict");
    try {
      configure(Map.of("memory", "ordinary"));
      assertThat(defaults.options().codePage()).isEqualTo(1252);
      assertThat(defaults.options().memory()).isEqualTo(MemoryMode.ORDINARY);
    } finally {
      System.clearProperty("bascule.code.page");
      System.clearProperty("bascule.memory");
    }
  }

  @Test
  void aMistakeInTheSystemPropertiesLeavesWhatIsBuiltIn() {
    System.setProperty("bascule.memory", "strickt");
    try {
      Defaults made = new Defaults(PROGRESS);
      assertThat(made.options().memory()).isEqualTo(MemoryMode.ORDINARY);
      assertThat(made.options().progress()).isSameAs(PROGRESS);
      assertThat(made.mistake()).isPresent();
      assertThat(logged)
          .containsExactly(
              """
              SEVERE BSC-406 cannot read the system properties
                where: bascule.memory
                expected: ordinary or strict
                actual: "strickt"
                remedy: correct the -D option of the JVM""");
    } finally {
      System.clearProperty("bascule.memory");
    }
  }
}
