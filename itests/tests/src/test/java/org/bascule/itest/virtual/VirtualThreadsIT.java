package org.bascule.itest.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bascule.itest.ChildJvm;
import org.bascule.itest.jdk.NewestJdk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Virtual threads share a few lanes and hold no carriers; on the newest JDK of the machine. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VirtualThreadsIT {
  private static final int WANTED = 21;
  private static final Pattern SLEPT = Pattern.compile("(\\d+) ms, (\\d+) lanes");

  private Path jdk;

  @BeforeEach
  void find() {
    jdk = NewestJdk.required(WANTED);
  }

  @Test
  void tenThousandAtOnceGetTheirOwnAnswersThroughSixteenLanes() throws Exception {
    assertThat(run("calls")).isEqualTo("0 wrong");
  }

  @Test
  void aHundredThatSleepWaitForSixteenLanes() throws Exception {
    Matcher slept = SLEPT.matcher(run("sleeps"));
    assertThat(slept.matches()).isTrue();
    assertThat(Integer.parseInt(slept.group(1))).as("ms").isBetween(3500, 20_000);
    assertThat(Integer.parseInt(slept.group(2))).as("lanes").isBetween(16, 17);
  }

  @Test
  void eachHasItsOwnLastError() throws Exception {
    assertThat(run("lastErrors")).isEqualTo("0 wrong");
  }

  @Test
  void jnaIsToldTheCallersLastError() throws Exception {
    assertThat(run("jnaLastErrors")).isEqualTo("0 wrong");
  }

  @Test
  void memoryIsReadAndWritten() throws Exception {
    assertThat(run("memory")).isEqualTo("0 wrong");
  }

  @Test
  void callbacksCallOnTheLaneThatTheyCameIn() throws Exception {
    assertThat(run("callbacks")).isEqualTo("0 wrong");
  }

  @Test
  void callbacksRunWithTheCallersContextClassLoader() throws Exception {
    assertThat(run("loaders")).isEqualTo("0 wrong");
  }

  @Test
  void exceptionsComeOutAsTheyAreWithTheCallersStack() throws Exception {
    assertThat(run("exceptions")).isEqualTo("the same, traced, a fault");
  }

  @Test
  void noCarrierIsHeldWhileACallTakesItsTime() throws Exception {
    List<String> oneCarrier =
        List.of(
            "-Djdk.virtualThreadScheduler.parallelism=1",
            "-Djdk.virtualThreadScheduler.maxPoolSize=1");
    assertThat(run(oneCarrier, "pinning")).isEqualTo("went on");
  }

  @Test
  void anInterruptIsKeptUntilTheCallHasReturned() throws Exception {
    assertThat(run("interrupts")).isEqualTo("waited true, interrupted true, next call right true");
  }

  @Test
  void whoWaitsWhenTheSessionEndsIsToldSo() throws Exception {
    assertThat(run("closing")).isEqualTo("48 ended, later true, 0 threads, 0 lanes");
  }

  @Test
  void nothingIsKeptOfACallThatIsOver() throws Exception {
    assertThat(run("garbage")).isEqualTo("gone");
  }

  @Test
  void anApartmentGivesThemAllOneWindowsThread() throws Exception {
    assertThat(run("apartment")).isEqualTo("0 wrong");
  }

  private String run(String scenario) throws Exception {
    return run(List.of(), scenario);
  }

  private String run(List<String> options, String scenario) throws Exception {
    try (ChildJvm child = ChildJvm.run(jdk, options, VirtualProgram.class, scenario)) {
      List<String> lines = child.rest();
      assertThat(child.exitStatus()).isZero();
      assertThat(lines).hasSize(1);
      return lines.get(0).substring(scenario.length() + 2);
    }
  }
}
