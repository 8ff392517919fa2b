package org.bascule.transport.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bascule.error.ErrorCode;
import org.bascule.transport.HostExit;
import org.bascule.transport.posix.LinuxProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HostStateTest {
  // Kept, or the logger forgets its level: the failures here are meant.
  private static final Logger QUIET = Logger.getLogger("org.bascule.transport");

  @BeforeAll
  static void beQuiet() {
    QUIET.setLevel(Level.OFF);
  }

  @AfterAll
  static void beLoud() {
    QUIET.setLevel(null);
  }

  private final List<String> events = new ArrayList<>();
  private final HostState state = new HostState("host process 7", () -> events.add("killed"));

  @Test
  void tellsHowAProcessEndedByItself() {
    state.exited(3);

    assertThat(state.end()).contains(new HostExit(false, 3, "exited with status 3"));
    assertThat(state.ended("call f"))
        .hasMessage(
            """
            BSC-105 cannot call f
              where: host process 7
              expected: a running host
              actual: exited with status 3
              remedy: look for the cause in the DLL's output, then open a new session""");
  }

  @Test
  void tellsWhatTheHostHasSaidItself() {
    state.exited(5, Optional.of("unhandled exception 0xc0000005 at 0x10 in thread 7"));

    assertThat(state.end())
        .contains(
            new HostExit(
                false,
                5,
                "exited with status 5: unhandled exception 0xc0000005 at 0x10 in thread 7"));
  }

  @Test
  void tellsWhichSignalEndedIt() {
    state.exited(137);

    assertThat(state.end()).contains(new HostExit(false, 137, "ended by signal 9"));
  }

  @Test
  void tellsThatItsWineserverHasEnded() throws Exception {
    LinuxProcess server = ended();
    state.serverEnded(server);
    state.exited(137);

    String reason = "the wineserver of its prefix, process " + server.pid() + ", has ended";
    assertThat(events).containsExactly("killed");
    assertThat(state.end()).contains(new HostExit(false, 137, reason));
    assertThat(state.ended("call f"))
        .hasMessage(
            """
            BSC-121 cannot call f
              where: host process 7
              expected: a running host
              actual: %s
              remedy: see who has ended it (wineserver -k, a lack of memory), then open a new session"""
                .formatted(reason));
  }

  @Test
  void knowsWhyAHostEndsThatMissesItsWineserverSooner() throws Exception {
    state.needs(ended());
    state.exited(1);

    assertThat(state.ended("call f").diagnosis().code()).isEqualTo(ErrorCode.WINESERVER_ENDED);
  }

  @Test
  void aWineserverThatLeavesAfterAnAskedEndIsNoNews() throws Exception {
    state.needs(ended());
    state.ask();
    state.exited(0);

    assertThat(state.end()).contains(new HostExit(true, 0, "closed by this side"));
    assertThat(events).isEmpty();
  }

  private static LinuxProcess ended() throws Exception {
    Process process = new ProcessBuilder("sleep", "1000").start();
    LinuxProcess known = LinuxProcess.of(process.pid());
    process.destroyForcibly().waitFor();
    return known;
  }

  @Test
  void tellsThatThisSideClosedIt() {
    state.ask();
    state.exited(0);

    assertThat(state.end()).contains(new HostExit(true, 0, "closed by this side"));
    assertThat(state.ended("call f"))
        .hasMessage(
            """
            BSC-105 cannot call f
              where: host process 7
              expected: a running host
              actual: closed by this side
              remedy: open a new session""");
  }

  @Test
  void killsAHostThatBreaksTheProtocolAndRemembersWhy() {
    assertThat(state.broken("read a reply", "a frame", "garbage"))
        .hasMessage(
            """
            BSC-106 cannot read a reply
              where: host process 7
              expected: a frame
              actual: garbage
              remedy: open a new session; a DLL that writes where it should not can cause this""");
    assertThat(events).containsExactly("killed");
    state.exited(137);
    assertThat(state.end())
        .contains(new HostExit(false, 137, "killed because it broke the protocol: garbage"));
  }

  @Test
  void tellsListenersInOrderOnceEachAlsoWhenOneFails() {
    state.onEnd(end -> events.add("first"));
    state.onEnd(
        end -> {
          throw new IllegalStateException("listener");
        });
    state.onEnd(end -> events.add("third " + state.over()));
    assertThat(events).isEmpty();
    state.exited(0);

    assertThat(events).containsExactly("first", "third true");
    state.onEnd(end -> events.add("late " + end.exitStatus()));
    assertThat(events).endsWith("late 0").hasSize(3);
  }
}
