package org.bascule.transport.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeDirectoryTest {
  private final OwnerName owner = OwnerName.current();

  private final AtomicLong next = new AtomicLong();
  private final LongSupplier numbers = next::getAndIncrement;

  @TempDir Path parent;

  @Test
  void isThereForItsOwnerOnlyAsLongAsSomebodyHoldsALease() throws IOException {
    RuntimeDirectory directory = new RuntimeDirectory(parent, owner, numbers);
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
    RuntimeDirectory directory = new RuntimeDirectory(parent, owner, numbers);
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
  void takesAnotherNumberWhereSomebodyElseIs() throws IOException {
    Path taken = Files.createDirectory(parent.resolve(owner.directory(0)));
    Files.createSymbolicLink(parent.resolve(owner.directory(1)), taken);
    try (RuntimeDirectory.Lease lease = new RuntimeDirectory(parent, owner, numbers).lease()) {
      assertThat(lease.file("a")).hasParentRaw(parent.resolve(owner.directory(2)));
    }
    assertThat(taken).isEmptyDirectory();
  }

  @Test
  void hasANameThatNobodyCanForesee() throws IOException {
    Set<Path> names = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      try (RuntimeDirectory.Lease lease = new RuntimeDirectory(parent, owner).lease()) {
        Path directory = lease.file("a").getParent();
        String number = directory.toString().replaceAll(".*-", "");
        assertThat(Long.parseLong(number)).isGreaterThan(1L << 32);
        assertThat(OwnerName.parse(directory.getFileName().toString())).contains(owner);
        names.add(directory);
      }
    }
    assertThat(names).hasSize(10);
  }

  @Test
  void canBeLeasedAgain() throws IOException {
    RuntimeDirectory directory = new RuntimeDirectory(parent, owner, numbers);
    directory.lease().close();
    try (RuntimeDirectory.Lease again = directory.lease()) {
      assertThat(Files.createFile(again.file("a"))).exists();
    }
    assertThat(parent).isEmptyDirectory();
  }
}
