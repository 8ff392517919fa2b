package org.bascule.transport.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuntimeParentTest {
  @Test
  void prefersMemoryThenTheUsersDirectoryThenTheTemporaryOne() {
    assertThat(RuntimeParent.places(Map.of("XDG_RUNTIME_DIR", "/run/user/7"), "/var/tmp"))
        .containsExactly(Path.of("/dev/shm"), Path.of("/run/user/7"), Path.of("/var/tmp"));
    assertThat(RuntimeParent.places(Map.of("XDG_RUNTIME_DIR", ""), "/tmp"))
        .containsExactly(Path.of("/dev/shm"), Path.of("/tmp"));
  }
}
