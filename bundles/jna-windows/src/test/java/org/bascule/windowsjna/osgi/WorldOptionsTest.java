package org.bascule.windowsjna.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bascule.bridge.MemoryMode;
import org.bascule.bridge.OptionTexts;
import org.bascule.bridge.SessionOptions;
import org.bascule.error.ValueException;
import org.bascule.spi.Abi;
import org.junit.jupiter.api.Test;

class WorldOptionsTest {
  private static final SessionOptions DEFAULTS = SessionOptions.defaults().withCodePage(1252);

  @Test
  void readsWhatIsSaidAndLeavesTheRest() {
    Map<String, String> texts =
        WorldConfiguration.session(
            Map.of(
                "bundles", "a.b",
                "abi", "x86",
                "library.path", "/opt/a:/opt/b",
                "end.timeout.seconds", 7,
                "environment.LICENCE", "here",
                "memory", "strict",
                "prefix", " ",
                "service.pid", "org.bascule.windowsjna",
                "felix.fileinstall.filename", "file:/conf"));
    assertThat(WorldOptions.read(DEFAULTS, texts))
        .isEqualTo(
            DEFAULTS
                .withAbi(Abi.X86)
                .withMemory(MemoryMode.STRICT)
                .withLibraryPath(List.of(Path.of("/opt/a"), Path.of("/opt/b")))
                .withEndTimeout(Duration.ofSeconds(7))
                .withEnvironment(Map.of("LICENCE", "here")));
  }

  @Test
  void namesAMistakeWithWhatIsAllowed() {
    assertThatThrownBy(() -> WorldOptions.read(DEFAULTS, Map.of("code.page", "many")))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-406 cannot read the configuration org.bascule.windowsjna
              where: code.page
              expected: the number of a Windows code page that Java knows, such as 65001 (UTF-8), 1252 or 932
              actual: "many"
              remedy: correct the line in conf/org.bascule.windowsjna.cfg""");
  }

  @Test
  void namesAllNamesWhereOneMeansNothing() {
    assertThatThrownBy(() -> WorldOptions.read(DEFAULTS, Map.of("bundels", "a.b")))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-406 cannot read the configuration org.bascule.windowsjna
              where: bundels
              expected: %s
              actual: a name that means nothing; nearest: bundles
              remedy: correct the line in conf/org.bascule.windowsjna.cfg"""
                .formatted(
                    Stream.concat(OptionTexts.names().stream(), Stream.of("bundles"))
                        .sorted()
                        .collect(Collectors.joining(", "))));
  }
}
