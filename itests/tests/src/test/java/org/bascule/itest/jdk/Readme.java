package org.bascule.itest.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bascule.itest.TestBed;

/**
 * The program without OSGi that the README shows.
 *
 * @param name of its class
 * @param program its text
 * @param command how it is run
 */
public record Readme(String name, String program, String command) {
  private static final Pattern PROGRAM = Pattern.compile("(?s)```java\\n(.*?class (\\w+).*?)```");
  private static final Pattern COMMAND = Pattern.compile("```sh\\n(java .*)\\n```");
  private static final Pattern PROMISE = Pattern.compile("println\\(.*\\);\\s*// prints (.*)");

  /** As it is now. */
  public static Readme read() throws IOException {
    String text = Files.readString(TestBed.root().resolve("README.md"));
    Matcher program = find(PROGRAM, text);
    return new Readme(program.group(2), program.group(1), find(COMMAND, text).group(1));
  }

  private static Matcher find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("README.md has something like " + pattern).isTrue();
    return matcher;
  }

  /** The lines that the program's remarks say it prints. */
  public List<String> promised() {
    List<String> lines =
        PROMISE.matcher(program).results().map(promise -> promise.group(1)).toList();
    assertThat(lines).isNotEmpty();
    return lines;
  }

  /** Puts the program into a directory, and beside it what its command takes from the checkout. */
  public void saveTo(Path directory) throws IOException {
    Files.writeString(directory.resolve(name + ".java"), program);
    linkDistribution(directory);
  }

  static void linkDistribution(Path directory) throws IOException {
    Files.createSymbolicLink(
        directory.resolve("distribution"), TestBed.root().resolve("distribution"));
  }
}
