package org.bascule.itest.jna;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bascule.itest.TestBed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that the manual's page on JNA shows, run as the page says. */
class JnaManualIT {
  private static final Pattern JAVA = Pattern.compile("(?s)```java\\n(.*?)```");
  private static final Pattern PROGRAM = Pattern.compile("(?s)```java\\n(.*?class (\\w+).*?)```");

  /** Where the page's fragments are run. */
  private static final List<String> TESTS =
      List.of(
          "jna/BasculeNativeIT",
          "jna/KeptAddressesIT",
          "jna/Kernel32IT",
          "jna/WindowsApi",
          "windowsjna/LibraryDoorIT");

  private static final Pattern COMMAND = Pattern.compile("```sh\\n(java .*)\\n```");
  private static final Pattern PROMISE = Pattern.compile("println\\(.*\\);\\s*// prints (.*)");

  @TempDir Path directory;

  @Test
  void theProgramPrintsWhatItPromises() throws Exception {
    String page = Files.readString(TestBed.root().resolve("distribution/docs/jna.md"));
    Matcher program = find(PROGRAM, page);
    Files.writeString(directory.resolve(program.group(2) + ".java"), program.group(1));
    Files.createSymbolicLink(
        directory.resolve("distribution"), TestBed.root().resolve("distribution"));
    List<String> promised =
        PROMISE.matcher(program.group(1)).results().map(promise -> promise.group(1)).toList();
    assertThat(promised).hasSize(5);
    assertThat(run(find(COMMAND, page).group(1))).containsExactlyElementsOf(promised);
  }

  @Test
  void everyFragmentIsRunByATest() throws Exception {
    StringBuilder sources = new StringBuilder();
    for (String test : TESTS) {
      Path folder = TestBed.root().resolve("itests/tests/src/test/java/org/bascule/itest");
      sources.append(words(Files.readString(folder.resolve(test + ".java"))));
    }
    List<String> fragments =
        JAVA.matcher(Files.readString(TestBed.root().resolve("distribution/docs/jna.md")))
            .results()
            .map(block -> block.group(1))
            .filter(block -> !block.contains("class "))
            .map(JnaManualIT::words)
            .toList();
    assertThat(fragments)
        .hasSizeGreaterThanOrEqualTo(5)
        .allSatisfy(fragment -> assertThat(sources).contains(fragment));
  }

  private static String words(String text) {
    return text.replaceAll("\\s+", "");
  }

  private static Matcher find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("the page has something like " + pattern).isTrue();
    return matcher;
  }

  private List<String> run(String command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", command)
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder
        .environment()
        .merge("PATH", System.getProperty("java.home") + "/bin", (path, java) -> java + ":" + path);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(0);
    return out.lines().toList();
  }
}
