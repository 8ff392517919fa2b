package org.bascule.itest.windowsjna.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.bascule.itest.TestBed;
import org.bascule.itest.WideOnly;
import org.bascule.itest.windowsjna.door.JavaDoor.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with the session's options, or with the machine, is told as ever. */
@WideOnly("nothing here has a width")
class DoorOptionsIT {
  @TempDir Path folder;

  private Outcome run(String... options) throws Exception {
    String[] line = new String[options.length + 4];
    System.arraycopy(options, 0, line, 0, options.length);
    line[options.length] = "-cp";
    line[options.length + 1] = Vendor.jar(folder, "DirectVendor").toString();
    line[options.length + 2] = Vendor.name("DirectVendor");
    line[options.length + 3] = TestBed.demo();
    return JavaDoor.shipped(folder).run(line);
  }

  @Test
  void aMistakeInAnOptionIsRefusedBeforeTheProgramBegins() throws Exception {
    assertThat(run("-Dbascule.memory=strickt"))
        .isEqualTo(
            new Outcome(
                1,
                "",
                """
                BSC-406 cannot read the system properties
                  where: bascule.memory
                  expected: ordinary or strict
                  actual: "strickt"
                  remedy: correct the -D option of the JVM
                """));
  }

  @Test
  void soIsAnOptionThatThereIsNot() throws Exception {
    assertThat(run("-Dbascule.width=32"))
        .isEqualTo(
            new Outcome(
                1,
                "",
                """
                BSC-406 cannot read the system properties
                  where: bascule.width
                  expected: bascule.abi, bascule.call.grace.milliseconds, bascule.call.interrupt, \
                bascule.call.timeout.milliseconds, bascule.callback.after.exception, bascule.code.page, \
                bascule.end.timeout.seconds, bascule.environment, bascule.environment.NAME, \
                bascule.environment.pass, bascule.library.path, bascule.limit.cgroup, bascule.limit.cpu, \
                bascule.limit.files, bascule.limit.memory, bascule.limit.processes, bascule.loader, \
                bascule.memory, bascule.prefix, bascule.recycle, bascule.restart, \
                bascule.start.timeout.seconds, bascule.virtual.thread.lanes
                  actual: a name that means nothing
                  remedy: correct the -D option of the JVM
                """));
  }

  @Test
  void optionsReachTheSession() throws Exception {
    assertThat(run("-Dbascule.memory=strict", "-Dbascule.prefix=" + TestBed.prefix()))
        .isEqualTo(new Outcome(0, "42 0.5\n", ""));
  }

  @Test
  void whereWineIsMissingTheErrorIsTheUsualOne() throws Exception {
    Outcome outcome = run("-Dbascule.loader=/nosuch");
    assertThat(outcome.err())
        .startsWith(
            """
            Exception in thread "main" java.lang.UnsatisfiedLinkError: BSC-101 cannot start a Wine host
              where: /nosuch
              expected: a Wine loader for 64-bit programs
              actual: none fits
                not there: /nosuch
              remedy: name the loader itself, an ELF program such as /usr/lib/wine/wine64, or none
            """);
    assertThat(outcome.status()).isEqualTo(1);
  }

  @Test
  void itIsTheSameAtEachLaterUse() throws Exception {
    String jar = Vendor.jar(folder, "StubbornVendor").toString();
    assertThat(
            JavaDoor.shipped(folder)
                .run(
                    "-Dbascule.loader=/nosuch",
                    "-cp",
                    jar,
                    Vendor.name("StubbornVendor"),
                    TestBed.demo()))
        .isEqualTo(
            new Outcome(
                0, "UnsatisfiedLinkError: BSC-101 cannot start a Wine host\n".repeat(7), ""));
  }
}
