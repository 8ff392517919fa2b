package org.bascule.itest.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bascule.bridge.Check;
import org.bascule.itest.ChildJvm;
import org.bascule.itest.TestBed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A JVM that lets nobody call native code who was not named at its start: the coming default. */
class NativeAccessIT {
  private static final int CAN_DENY = 24;
  private static final List<String> DENY = List.of("--illegal-native-access=deny");
  private static final String DENIED = "this JVM denies it to whoever was not named at its start";
  private static final String REMEDY =
      "start the JVM with --enable-native-access=ALL-UNNAMED, or with -jar and"
          + " Enable-Native-Access: ALL-UNNAMED in the manifest";
  private static final List<String> REFUSAL =
      List.of(
          "org.bascule.error.HostStartException: BSC-108 cannot start the Wine host",
          "  where: com.sun.jna.Native in an unnamed module",
          "  expected: native access, which JNA needs in order to call Linux",
          "  actual: " + DENIED,
          "  remedy: " + REMEDY);

  @ParameterizedTest
  @ValueSource(strings = {"open", "shared", "load", "library"})
  void everyDoorSaysWhatToDo(String door) throws Exception {
    assertThat(run(DENY, door)).isEqualTo(REFUSAL);
  }

  @Test
  void theSecondTimeTheSameIsSaid() throws Exception {
    assertThat(run(DENY, "load", "open"))
        .hasSize(2 * REFUSAL.size())
        .startsWith(REFUSAL.toArray(String[]::new))
        .endsWith(REFUSAL.toArray(String[]::new));
  }

  @Test
  void theDoctorFindsIt() throws Exception {
    List<String> checks = run(DENY, "doctor");
    assertThat(checks).contains(new Check("native access", false, DENIED, REMEDY).toString());
    assertThat(checks)
        .contains(
            new Check(
                    "prefix",
                    false,
                    TestBed.prefix() + " was not looked at",
                    "see to native access first")
                .toString());
  }

  @Test
  void whereItIsGivenNothingIsInTheWay() throws Exception {
    List<String> options = List.of(DENY.get(0), "--enable-native-access=ALL-UNNAMED");
    assertThat(run(options, "open")).containsExactly("nothing was in the way");
  }

  private static List<String> run(List<String> options, String... doors) throws Exception {
    try (ChildJvm child =
        ChildJvm.bare(NewestJdk.required(CAN_DENY), options, NativeAccessProgram.class, doors)) {
      List<String> lines = child.rest();
      assertThat(child.exitStatus()).isZero();
      return lines;
    }
  }
}
