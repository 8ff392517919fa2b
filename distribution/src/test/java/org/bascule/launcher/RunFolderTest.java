package org.bascule.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir private Path temporary;
  private DataFolder data;

  @BeforeEach
  void prepare() throws Exception {
    data = new DataFolder(temporary.resolve("bascule"));
    Files.createDirectories(data.runs());
  }

  @Test
  void isNamedAfterItsProcess() throws Exception {
    RunFolder folder = RunFolder.create(data);

    assertThat(folder.path()).isDirectory().hasParent(data.runs());
    assertThat(folder.path().getFileName().toString())
        .startsWith(ProcessHandle.current().pid() + "-");
  }

  @Test
  void isNobodyElsesBusiness() throws Exception {
    DataFolder fresh = new DataFolder(temporary.resolve("share").resolve("bascule"));
    RunFolder folder = RunFolder.create(fresh);

    assertThat(List.of(folder.path(), fresh.runs(), fresh.path()))
        .allSatisfy(
            path ->
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------"));
  }

  @Test
  void goesWithAllThatIsInIt() throws Exception {
    RunFolder folder = RunFolder.create(data);
    Files.createDirectories(folder.path().resolve("felix/bundle1"));
    Files.writeString(folder.path().resolve("felix/bundle1/info"), "x");

    folder.delete();
    folder.delete();

    assertThat(data.runs()).isEmptyDirectory();
  }

  @Test
  void sweepsWhatDeadProcessesLeft() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path left = Files.createDirectory(data.runs().resolve(dead.pid() + "-1795000000000"));
    Files.writeString(left.resolve("file"), "x");

    RunFolder.create(data);

    assertThat(left).doesNotExist();
  }

  @Test
  void sweepsWhatAnotherProcessOfTheSameIdLeft() throws Exception {
    long living = ProcessHandle.current().parent().orElseThrow().pid();
    Path left = Files.createDirectory(data.runs().resolve(living + "-1"));

    RunFolder.create(data);

    assertThat(left).doesNotExist();
  }

  @Test
  void leavesTheLivingAndStrangersAlone() throws Exception {
    ProcessHandle living = ProcessHandle.current().parent().orElseThrow();
    long start = living.info().startInstant().orElseThrow().toEpochMilli();
    Path used = Files.createDirectory(data.runs().resolve(living.pid() + "-" + start));
    Path strange = Files.createDirectory(data.runs().resolve("notes"));

    RunFolder.create(data);

    assertThat(used).isDirectory();
    assertThat(strange).isDirectory();
  }
}
