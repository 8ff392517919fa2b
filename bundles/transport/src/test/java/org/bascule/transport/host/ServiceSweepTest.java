package org.bascule.transport.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only services of the very prefix are ended. */
class ServiceSweepTest {
  @TempDir Path directory;
  private Path prefix;
  private Path program;
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void makePrefix() throws IOException {
    prefix = Files.createDirectory(directory.resolve("prefix"));
    program = directory.resolve("services.exe");
    Files.copy(Path.of("/bin/sleep"), program);
  }

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  private Process start(Path executable, Path ofPrefix) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(executable.toString(), "1000");
    builder.environment().put("WINEPREFIX", ofPrefix.toString());
    Process process = builder.start();
    started.add(process);
    return process;
  }

  @Test
  void endsAServiceThatDoesNotEndByItself() throws Exception {
    Process service = start(program, prefix);
    new ServiceSweep(prefix).run();

    assertThat(service.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void leavesServicesOfOtherPrefixesAndOtherProgramsAlone() throws Exception {
    Process other = start(program, directory);
    Process host = start(Path.of("/bin/sleep"), prefix);

    assertThat(new ServiceSweep(prefix).found()).isEmpty();
    assertThat(other.isAlive()).isTrue();
    assertThat(host.isAlive()).isTrue();
  }
}
