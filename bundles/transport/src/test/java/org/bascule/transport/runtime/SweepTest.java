package org.bascule.transport.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bascule.transport.posix.LinuxProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
  private static final long NO_SUCH_PID = 999_999_999;

  private final OwnerName self = OwnerName.current();

  @TempDir Path parent;

  @Test
  void removesWhatADeadOwnerHasLeft() throws IOException {
    Path left = directory(new LinuxProcess(NO_SUCH_PID, 5));
    Files.createFile(left.resolve("segment-0"));

    assertThat(Sweep.run(parent, self)).containsExactly(left);
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void removesWhatAnEarlierProcessOfTheSameNumberHasLeft() throws IOException {
    long start = self.process().startTime();
    Path left = directory(new LinuxProcess(self.process().pid(), start - 1));

    assertThat(Sweep.run(parent, self)).containsExactly(left);
  }

  @Test
  void leavesTheLivingAlone() throws IOException {
    Path own = directory(self.process());

    assertThat(Sweep.run(parent, self)).isEmpty();
    assertThat(own).exists();
  }

  @Test
  void leavesOtherUsersNamespacesAndNamesAlone() throws IOException {
    LinuxProcess dead = new LinuxProcess(NO_SUCH_PID, 5);
    Files.createDirectory(
        parent.resolve(new OwnerName(self.uid() + 1, self.pidNamespace(), dead).directory(0)));
    Files.createDirectory(
        parent.resolve(new OwnerName(self.uid(), self.pidNamespace() + 1, dead).directory(0)));
    Files.createDirectory(parent.resolve("bascule-1-2-3"));
    Files.createDirectory(parent.resolve("bascule-0-0-99999999999999999999-5-0"));

    assertThat(Sweep.run(parent, self)).isEmpty();
    assertThat(parent).isDirectoryContaining("glob:**bascule-1-2-3");
  }

  @Test
  void followsNoLink() throws IOException {
    Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
    Path file = Files.createFile(elsewhere.resolve("file"));
    LinuxProcess dead = new LinuxProcess(NO_SUCH_PID, 5);
    OwnerName owner = new OwnerName(self.uid(), self.pidNamespace(), dead);
    Files.createSymbolicLink(parent.resolve(owner.directory(0)), elsewhere);
    Sweep.run(parent, self);

    assertThat(file).exists();
  }

  @Test
  void survivesAParentThatIsNotThere() {
    assertThat(Sweep.run(parent.resolve("nowhere"), self)).isEmpty();
  }

  private Path directory(LinuxProcess owner) throws IOException {
    OwnerName name = new OwnerName(self.uid(), self.pidNamespace(), owner);
    return Files.createDirectory(parent.resolve(name.directory(0)));
  }
}
