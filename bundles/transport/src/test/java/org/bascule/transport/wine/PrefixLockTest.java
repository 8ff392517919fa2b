package org.bascule.transport.wine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrefixLockTest {
  @TempDir Path directory;

  @Test
  void isNobodyElsesAndFollowsNoLink() throws Exception {
    Path file = directory.resolve("lock");
    PrefixLock.take(file, Duration.ZERO, () -> {}).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("other"));
    assertThatThrownBy(() -> PrefixLock.take(link, Duration.ZERO, () -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage(link + " is a link, which somebody else may have made");
    assertThat(directory.resolve("other")).doesNotExist();
  }

  @Test
  void letsTheNextOneInOnlyWhenItIsFree() throws Exception {
    Path file = directory.resolve("lock");
    CompletableFuture<Void> waits = new CompletableFuture<>();
    PrefixLock first = PrefixLock.take(file, Duration.ZERO, () -> {});
    CompletableFuture<PrefixLock> second =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return PrefixLock.take(file, Duration.ofSeconds(20), () -> waits.complete(null));
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    waits.get(10, TimeUnit.SECONDS);

    assertThat(second).isNotDone();
    first.close();
    second.get(10, TimeUnit.SECONDS).close();
  }

  @Test
  void saysWhenItTakesTooLong() throws Exception {
    Path file = directory.resolve("lock");
    try (PrefixLock held = PrefixLock.take(file, Duration.ZERO, () -> {})) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> PrefixLock.take(file, Duration.ZERO, () -> {}))
          .isInstanceOf(IOException.class)
          .hasMessage("another process holds " + file + " for more than 0 s");
    }
  }
}
