package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Java program without OSGi: the one that the README shows, run as the README says. */
@WideOnly("what the README shows has the default width")
class ReadmeIT {
  private static final Pattern PROGRAM = Pattern.compile("(?s)```java\\n(.*?class (\\w+).*?)```");
  private static final Pattern COMMAND = Pattern.compile("```sh\\n(java .*)\\n```");
  private static final Pattern PROMISE = Pattern.compile("println\\(.*\\);\\s*// prints (.*)");

  @TempDir Path directory;

  @Test
  void theProgramOfTheReadmePrintsWhatItPromises() throws Exception {
    String readme = Files.readString(TestBed.root().resolve("README.md"));
    Matcher program = find(PROGRAM, readme);
    Matcher command = find(COMMAND, readme);
    Files.writeString(directory.resolve(program.group(2) + ".java"), program.group(1));
    Path link = directory.resolve("distribution");
    Files.createSymbolicLink(link, TestBed.root().resolve("distribution"));
    List<String> promised =
        PROMISE.matcher(program.group(1)).results().map(promise -> promise.group(1)).toList();
    assertThat(promised).isNotEmpty();
    assertThat(run(command.group(1))).containsExactlyElementsOf(promised);
    Files.delete(link);
  }

  private static Matcher find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("README.md has something like " + pattern).isTrue();
    return matcher;
  }

  private List<String> run(String command) throws IOException, InterruptedException {
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
