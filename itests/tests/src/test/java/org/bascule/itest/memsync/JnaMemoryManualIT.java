package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.bascule.itest.TestBed;
import org.junit.jupiter.api.Test;

/** What the manual shows of JNA's structures stands in the tests that run it. */
class JnaMemoryManualIT {
  private static final Pattern SECTION = Pattern.compile("(?s)## In JNA's structures\n(.*?)\n## ");
  private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Path SOURCES =
      TestBed.root().resolve("itests/tests/src/test/java/org/bascule/itest/memsync");

  @Test
  void everySnippetIsRunByATest() throws IOException {
    String page = Files.readString(TestBed.root().resolve("distribution/docs/memsync.md"));
    String section = SECTION.matcher(page).results().findFirst().orElseThrow().group(1);
    String sources =
        words(
            Files.readString(SOURCES.resolve("JnaImages.java"))
                + Files.readString(SOURCES.resolve("JnaSharedIT.java")));
    List<String> parts =
        JAVA.matcher(section)
            .results()
            .flatMap(snippet -> Pattern.compile("\n\n(?=@)").splitAsStream(snippet.group(1)))
            .map(JnaMemoryManualIT::words)
            .toList();
    assertThat(parts).hasSize(4).allSatisfy(part -> assertThat(sources).contains(part));
  }

  private static String words(String text) {
    return text.replaceAll("\\s+", "");
  }
}
