package org.bascule.transport.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.bascule.transport.Finding;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of a prefix that is not there yet. */
class RoomTest {
  @TempDir Path directory;
  private Path prefix;

  @BeforeEach
  void namePrefix() {
    prefix = directory.resolve("not/there/yet");
  }

  @Test
  void isEnoughForAPrefix() {
    assertThat(new Room(there -> there.equals(directory) ? 1L << 30 : 1).forPrefix(prefix))
        .isEqualTo(
            new Finding(
                "prefix", true, prefix + " will be created at the next start, in about 10 s", ""));
  }

  @Test
  void isTooLittle() {
    assertThat(new Room(there -> (1L << 30) - 1).forPrefix(prefix))
        .isEqualTo(
            new Finding(
                "prefix",
                false,
                directory + " has room for 1073741823 bytes",
                "make 1 GiB of room there"));
  }

  @Test
  void isNotKnown() {
    assertThat(new Room(there -> 0).forPrefix(prefix))
        .isEqualTo(
            new Finding(
                "prefix",
                true,
                prefix
                    + " will be created at the next start, in about 10 s; how much room "
                    + directory
                    + " has is not known",
                ""));
  }
}
