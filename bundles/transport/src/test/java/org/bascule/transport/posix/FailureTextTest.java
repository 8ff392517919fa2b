package org.bascule.transport.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailureTextTest {
  @Test
  void saysWhyWhereJavaHasTheNameOnly() {
    assertThat(FailureText.of(new AccessDeniedException("/a"))).isEqualTo("/a: permission denied");
    assertThat(FailureText.of(new NoSuchFileException("/a"))).isEqualTo("/a: not there");
    assertThat(FailureText.of(new FileAlreadyExistsException("/a")))
        .isEqualTo("/a: exists already");
  }

  @Test
  void leavesWhatSaysItAlready() {
    assertThat(FailureText.of(new FileSystemException("/a", null, "No space left on device")))
        .isEqualTo("/a: No space left on device");
    assertThat(FailureText.of(new IOException("interrupted"))).isEqualTo("interrupted");
  }
}
