package org.bascule.itest.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bascule.itest.TestBed;
import org.bascule.itest.WideOnly;
import org.bascule.itest.jdk.JavaCommand.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Java program without OSGi: the one that the README shows, run as the README says. */
@WideOnly("what the README shows has the default width")
class ReadmeIT {
  /** Older ones warn of nothing. */
  private static final int WARNS = 24;

  @TempDir Path directory;

  /** JUnit warns of a link that it finds. */
  @AfterEach
  void unlink() throws IOException {
    Files.deleteIfExists(directory.resolve("distribution"));
  }

  @Test
  void theProgramOfTheReadmePrintsWhatItPromises() throws Exception {
    assertThat(run(JavaCommand.own(directory)).status()).isZero();
  }

  @Test
  void noNewerJvmWarnsOfIt() throws Exception {
    Outcome outcome = run(new JavaCommand(NewestJdk.required(WARNS), directory));
    assertThat(outcome.err()).doesNotContain("WARNING");
    assertThat(outcome.status()).isZero();
  }

  @Test
  void norOfTheCommand() throws Exception {
    Path program = TestBed.distribution().resolve("bin/bascule");
    Outcome outcome =
        new JavaCommand(NewestJdk.required(WARNS), directory)
            .run(program + " -c 'wine:call msvcrt \"double pow(double x, double y)\" 2 10'");
    assertThat(outcome.err()).doesNotContain("WARNING");
    assertThat(outcome.out()).isEqualTo("1024.0\n");
  }

  private Outcome run(JavaCommand jdk) throws Exception {
    Readme readme = Readme.read();
    readme.saveTo(directory);
    Outcome outcome = jdk.run(readme.command());
    assertThat(outcome.out().lines())
        .as(outcome.err())
        .containsExactlyElementsOf(readme.promised());
    return outcome;
  }
}
