package org.bascule.transport.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeDirectoryTest {
  private final OwnerName owner = OwnerName.current();

  @TempDir Path parent;

  @Test
  void isThereForItsOwnerOnlyAsLongAsSomebodyHoldsALease() throws IOException {
    RuntimeDirectory directory = new RuntimeDirectory(parent, owner);
    Path expected = parent.resolve(owner.directory(0));
    RuntimeDirectory.Lease first = directory.lease();
    RuntimeDirectory.Lease second = directory.lease();
    first.close();
    first.close();

    assertThat(expected).isDirectory();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(expected)))
        .isEqualTo("rwx------");
    second.close();
    assertThat(expected).doesNotExist();
  }

  @Test
  void deletesTheFilesOfEachLeaseWhenItIsClosed() throws IOException {
    RuntimeDirectory directory = new RuntimeDirectory(parent, owner);
    try (RuntimeDirectory.Lease first = directory.lease()) {
      Path kept = Files.createFile(first.file("a"));
      Path deleted;
      try (RuntimeDirectory.Lease second = directory.lease()) {
        deleted = Files.createFile(second.file("a"));
        assertThat(deleted).isNotEqualTo(kept).hasParentRaw(kept.getParent());
      }
      assertThat(deleted).doesNotExist();
      assertThat(kept).exists();
    }
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void takesANumberThatNoOtherHostOfThisJvmHas() throws IOException {
    try (RuntimeDirectory.Lease first = new RuntimeDirectory(parent, owner).lease();
        RuntimeDirectory.Lease second = new RuntimeDirectory(parent, owner).lease()) {
      assertThat(first.file("a")).hasParentRaw(parent.resolve(owner.directory(0)));
      assertThat(second.file("a")).hasParentRaw(parent.resolve(owner.directory(1)));
    }
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void canBeLeasedAgain() throws IOException {
    RuntimeDirectory directory = new RuntimeDirectory(parent, owner);
    directory.lease().close();
    try (RuntimeDirectory.Lease again = directory.lease()) {
      assertThat(Files.createFile(again.file("a"))).exists();
    }
    assertThat(parent).isEmptyDirectory();
  }
}
