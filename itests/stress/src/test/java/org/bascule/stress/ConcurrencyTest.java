package org.bascule.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bascule.bridge.upcall.FindWhileGrowing;
import org.bascule.bridge.upcall.FindWhileReplaced;
import org.bascule.bridge.upcall.GiveUpOrKeep;
import org.bascule.lifetime.AddOrClose;
import org.bascule.lifetime.OneValueForTwo;
import org.bascule.transport.lane.BusyOrClosed;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Runs the concurrency tests, briefly: {@code -Dbascule.test.stress=60000} takes that many
 * milliseconds for each way of compiling each of them.
 */
class ConcurrencyTest {
  private static final int MILLIS = Integer.getInteger("bascule.test.stress", 300);
  private static final int WAYS = 100;
  private static final int LONGEST_START_MILLIS = 300_000;

  private static final Pattern BAD = Pattern.compile("\\[(?:FAILED|ERROR)\\] (org\\.bascule\\S+)");

  private static String output;
  private static Set<String> bad;

  @BeforeAll
  static void runAll() throws Exception {
    output = run();
    bad = BAD.matcher(output).results().map(found -> found.group(1)).collect(Collectors.toSet());
  }

  @Test
  void aLanesBellsAreNotClosedUnderAThreadThatUsesThem() {
    passes(BusyOrClosed.class);
  }

  @Test
  void aCallbackThatIsKeptIsNotGivenUp() {
    passes(GiveUpOrKeep.class);
  }

  @Test
  void anUpcallFindsItsOwnRegistrationOrNone() {
    passes(FindWhileReplaced.class);
  }

  @Test
  void anUpcallFindsItsRegistrationWhileTheTableGrows() {
    passes(FindWhileGrowing.class);
  }

  @Test
  void aWeakTableMakesOneValueForAnObject() {
    passes(OneValueForTwo.class);
  }

  @Test
  void aScopeClosesOnceWhatIsAddedWhileItIsClosed() {
    passes(AddOrClose.class);
  }

  @Test
  void whatIsForbiddenIsNoticed() {
    assertThat(output)
        .contains("[FAILED] " + BrokenHandover.class.getName())
        .contains("Observed forbidden state: true, true (neither has seen the other)");
  }

  @Test
  void nothingElseFailed() {
    assertThat(bad).as(output).containsExactly(BrokenHandover.class.getName());
  }

  private static void passes(Class<?> test) {
    assertThat(output).contains("[OK] " + test.getName());
    assertThat(bad).doesNotContain(test.getName());
  }

  /** One run for all: finding out what the JVM can do takes longer than the tests. */
  private static String run() throws IOException, InterruptedException {
    Path work = Path.of(System.getProperty("bascule.test.work"), "jcstress");
    Files.createDirectories(work);
    Path printed = work.resolve("output.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(
            "org.openjdk.jcstress.Main", "-t", "^org\\.bascule\\.", "-r", work.toString(), "-v"));
    command.addAll(List.of("-iters", "1", "-time", String.valueOf(MILLIS), "-f", "1", "-c", "2"));
    command.addAll(List.of("-sc", "false", "-af", "NONE", "-jvmArgs", "-Xmx256m"));
    Process process =
        new ProcessBuilder(command)
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    if (!process.waitFor(LONGEST_START_MILLIS + (long) WAYS * MILLIS, TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(
          "the concurrency tests have not ended: " + Files.readString(printed));
    }
    return Files.readString(printed);
  }
}
