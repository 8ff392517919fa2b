package org.bascule.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bascule.error.ValueException;
import org.bascule.spi.Abi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options by system properties: what they mean, and that nothing is passed over in silence. */
class OptionTextsTest {
  private static final String NAMES =
      "bascule.abi, bascule.call.grace.milliseconds, bascule.call.interrupt,"
          + " bascule.call.timeout.milliseconds, bascule.callback.after.exception,"
          + " bascule.code.page, bascule.end.timeout.seconds, bascule.environment,"
          + " bascule.environment.NAME, bascule.environment.pass, bascule.library.path,"
          + " bascule.limit.cgroup, bascule.limit.cpu, bascule.limit.files,"
          + " bascule.limit.memory, bascule.limit.processes, bascule.loader, bascule.memory,"
          + " bascule.prefix, bascule.recycle, bascule.restart, bascule.start.timeout.seconds,"
          + " bascule.virtual.thread.lanes";

  @AfterEach
  void clear() {
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("bascule.") && !name.startsWith("bascule.test."))
        .forEach(System::clearProperty);
  }

  @Test
  void thePropertiesChangeTheDefaults() {
    System.setProperty("bascule.abi", "X86");
    System.setProperty("bascule.prefix", "/p");
    System.setProperty("bascule.library.path", "/a:/b");
    System.setProperty("bascule.environment.VENDOR_HOME", "C:\\vendor; a=b");
    System.setProperty("bascule.environment.EMPTY", "");
    System.setProperty("bascule.environment", "inherit");
    System.setProperty("bascule.environment.pass", "DISPLAY, VENDOR_*");
    System.setProperty("bascule.limit.memory", "512m");
    System.setProperty("bascule.limit.cpu", "60");
    System.setProperty("bascule.limit.processes", "100");
    System.setProperty("bascule.limit.files", "1000");
    System.setProperty("bascule.limit.cgroup", "/sys/fs/cgroup/mine");
    System.setProperty("bascule.code.page", "");
    SessionOptions options = SessionOptions.defaults();
    assertThat(options.abi()).isEqualTo(Abi.X86);
    assertThat(options.prefix()).isEqualTo(Path.of("/p"));
    assertThat(options.libraryPath()).containsExactly(Path.of("/a"), Path.of("/b"));
    assertThat(options.environment())
        .isEqualTo(Map.of("VENDOR_HOME", "C:\\vendor; a=b", "EMPTY", ""));
    assertThat(options.resources())
        .isEqualTo(
            new ResourceLimits(
                512L << 20,
                Duration.ofMinutes(1),
                100,
                1000,
                Optional.of(Path.of("/sys/fs/cgroup/mine"))));
    assertThat(options.inheritance())
        .isEqualTo(new Inheritance(true, List.of("DISPLAY", "VENDOR_*")));
    assertThat(options.codePage()).isEqualTo(65001);
    assertThat(SessionOptions.builtIn().abi()).isEqualTo(Abi.X64);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "memory | strickt | ordinary or strict | \"strickt\"",
        "abi | 64 | X64 or X86 | \"64\"",
        "end.timeout.seconds | 1.5 | a whole number, 0 to 86400 | \"1.5\"",
        "code.page | utf-8 | the number of a Windows code page that Java knows, such as 65001"
            + " (UTF-8), 1252 or 932 | \"utf-8\"",
        "limit.memory | 512 MB | bytes, at least 64m, as a number with k, m or g; or 0 | \"512 MB\"",
        "limit.memory | 1m | bytes, at least 64m, as a number with k, m or g; or 0 | \"1m\"",
        "limit.cpu | -1 | seconds, as a whole number | \"-1\"",
        "limit.processes | 2 | a whole number, at least 16, or 0 | \"2\"",
        "limit.files | few | a whole number, at least 256, or 0 | \"few\"",
        "environment | all | short or inherit | \"all\"",
        "environment.pass | A,*,B | names of variables, separated by commas; with * at its end one"
            + " stands for all that begin so | \"A,*,B\"",
        "environment.A=B | 1 | the name of a variable behind environment., without = and NUL | 1",
        "environment. | 1 | the name of a variable behind environment., without = and NUL | 1",
        "environment.A | a\0b | a value without NUL | \"a\\0b\""
      })
  void aMistakeIsRefusedWithWhatWouldBeRight(
      String name, String value, String expected, String actual) {
    assertRefused(OptionTexts.ofProperties(false), name, value, expected, actual);
  }

  @ParameterizedTest
  @CsvSource({
    "memroy, memory",
    "codepage, code.page",
    "CODE_PAGE, code.page",
    "prefx, prefix",
    "libary.path, library.path",
    "virtual-thread-lanes, virtual.thread.lanes"
  })
  void aNameThatLooksLikeAnotherIsRefused(String name, String nearest) {
    assertRefused(
        OptionTexts.ofProperties(false),
        name,
        "x",
        NAMES,
        "a name that means nothing; nearest: bascule." + nearest);
  }

  @Test
  void otherNamesAreRefusedWhereNobodyElseHasAny() {
    Map<String, String> texts = Map.of("seed", "1");
    SessionOptions options = SessionOptions.builtIn();
    assertThat(OptionTexts.ofProperties(false).read(options, texts)).isEqualTo(options);
    assertRefused(OptionTexts.ofProperties(true), "seed", "1", NAMES, "a name that means nothing");
  }

  private static void assertRefused(
      OptionTexts texts, String name, String value, String expected, String actual) {
    assertThatThrownBy(() -> texts.read(SessionOptions.builtIn(), Map.of(name, value)))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-406 cannot read the system properties
              where: bascule.%s
              expected: %s
              actual: %s
              remedy: correct the -D option of the JVM"""
                .formatted(name, expected, actual));
  }
}
