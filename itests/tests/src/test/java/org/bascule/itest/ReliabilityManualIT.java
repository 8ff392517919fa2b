package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.bascule.annotation.Timeout;
import org.bascule.bridge.CallLimits;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.FunctionOptions;
import org.bascule.bridge.RestartPolicy;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.error.CallTimeoutException;
import org.junit.jupiter.api.Test;

/** The snippets of {@code reliability.md}. */
class ReliabilityManualIT {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private final String library = TestBed.dll("hangs").toString();
  private final SessionOptions options = TestBed.options();

  /** Of hangs.dll. */
  public interface Device {
    @Timeout(value = 200, unit = TimeUnit.MILLISECONDS)
    int wait_for_ever();

    int wait_milliseconds(int milliseconds);
  }

  @Test
  void saysLimitsAtInterfaces() {
    try (Session session = Standalone.bascule().open(options)) {
      Device device = session.load(library, Device.class);

      assertThat(device.wait_milliseconds(250)).isEqualTo(250);
      assertThatThrownBy(device::wait_for_ever).isInstanceOf(CallTimeoutException.class);
    }
  }

  @Test
  void saysLimitsInOptions() {
    SessionOptions patient =
        options.withLimits(CallLimits.DEFAULT.withTimeout(Duration.ofMinutes(5)));
    try (Session session = Standalone.bascule().open(patient)) {
      FunctionHandle function =
          session.function(
              library,
              "int wait_for_ever(void)",
              FunctionOptions.NONE.withTimeout(Duration.ofMillis(200)));

      assertThatThrownBy(function::call).isInstanceOf(CallTimeoutException.class);
    }
  }

  @Test
  void beginsAnew() {
    SessionOptions lasting = options.withRestart(RestartPolicy.atMost(3, Duration.ofMinutes(1)));
    try (Session session = Standalone.bascule().open(lasting)) {
      Device device = session.load(library, Device.class);
      assertThatThrownBy(device::wait_for_ever).isInstanceOf(CallTimeoutException.class);

      assertThat(device.wait_milliseconds(1)).isEqualTo(1);
    }
  }

  @Test
  void everySnippetIsInThisSource() throws IOException {
    Path root = TestBed.root();
    String page = Files.readString(root.resolve("distribution/docs/reliability.md"));
    String source =
        Files.readString(
            root.resolve(
                "itests/tests/src/test/java/"
                    + ReliabilityManualIT.class.getName().replace('.', '/')
                    + ".java"));
    List<String> snippets =
        JAVA.matcher(page).results().map(match -> words(match.group(1))).toList();
    assertThat(snippets).hasSizeGreaterThanOrEqualTo(4);
    assertThat(snippets).allSatisfy(snippet -> assertThat(words(source)).contains(snippet));
  }

  private static String words(String text) {
    return text.replaceAll("\\s+", "");
  }
}
