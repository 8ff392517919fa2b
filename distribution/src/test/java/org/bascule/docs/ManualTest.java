package org.bascule.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bascule.error.ErrorCode;
import org.junit.jupiter.api.Test;

/** Whether the manual says what the code does. */
class ManualTest {
  private static final Path DOCS = Path.of("docs");
  private static final Path EXAMPLE = Path.of("../itests/example-marshaller/src/main/java");
  private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

  @Test
  void explainsEveryErrorCodeInItsOrder() throws IOException {
    List<String> headings =
        Files.readAllLines(DOCS.resolve("troubleshooting.md")).stream()
            .filter(line -> line.startsWith("### "))
            .toList();

    assertThat(headings)
        .isEqualTo(
            Stream.of(ErrorCode.values())
                .map(code -> "### " + code.id() + " " + code.name())
                .toList());
  }

  @Test
  void showsTheExampleMarshallerAsItIs() throws IOException {
    List<String> snippets = snippets(DOCS.resolve("writing-a-marshaller.md"));
    String sources = sources();

    assertThat(snippets).hasSizeGreaterThanOrEqualTo(3);
    assertThat(snippets).allSatisfy(snippet -> assertThat(sources).contains(snippet));
  }

  @Test
  void leadsNowhereThatIsNotThere() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(Path.of("../README.md")));
    try (Stream<Path> docs = Files.list(DOCS)) {
      docs.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
    }
    for (Path page : pages) {
      for (String link : links(page)) {
        assertThat(page.resolveSibling(link)).as(link + " in " + page).exists();
      }
    }
  }

  private static List<String> links(Path page) throws IOException {
    return LINK.matcher(Files.readString(page)).results().map(result -> result.group(1)).toList();
  }

  private static List<String> snippets(Path page) throws IOException {
    return JAVA.matcher(Files.readString(page)).results().map(ManualTest::body).toList();
  }

  private static String body(MatchResult result) {
    return result.group(1);
  }

  private static String sources() throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(EXAMPLE)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        text.append(Files.readString(file)).append('\n');
      }
    }
    return text.toString();
  }
}
