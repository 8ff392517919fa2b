package org.bascule.itest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bascule.itest.NarrowOnly;
import org.bascule.itest.TestBed;
import org.bascule.itest.WideOnly;
import org.bascule.itest.batch.Launcher.Outcome;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every command that the documents show does what they say. */
class DocsIT {
  private static final String NARROW = "32-bit.md";

  private final Path root = TestBed.root();

  @TestFactory
  @WideOnly("the manual shows what has the default width")
  Stream<DynamicTest> everyShownCommandDoesWhatIsShown() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(root.resolve("README.md")));
    try (Stream<Path> files = Files.list(root.resolve("distribution/docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
    }
    documents.removeIf(document -> document.endsWith(NARROW));
    return tests(documents);
  }

  @TestFactory
  @NarrowOnly("the page on 32-bit DLLs")
  Stream<DynamicTest> soDoesThePageOn32BitDlls() throws IOException {
    return tests(List.of(root.resolve("distribution/docs").resolve(NARROW)));
  }

  private Stream<DynamicTest> tests(List<Path> documents) throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path document : documents) {
      for (ConsoleSnippet snippet : ConsoleSnippet.in(document)) {
        String name = root.relativize(document) + ":" + snippet.line() + " " + snippet.command();
        tests.add(DynamicTest.dynamicTest(name, () -> check(snippet)));
      }
    }
    assertThat(tests).as("console snippets in " + documents).isNotEmpty();
    return tests.stream();
  }

  private static void check(ConsoleSnippet snippet) throws Exception {
    Outcome outcome = Launcher.shipped().shell(snippet::commandOf);
    assertThat((outcome.out() + outcome.err()).stripTrailing()).matches(snippet.pattern());
  }
}
