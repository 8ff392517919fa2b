package org.bascule.windowsjna.world.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.bascule.bridge.raw.RawFunction;
import org.bascule.bridge.raw.RawRegister;
import org.bascule.spi.Abi;
import org.bascule.windowsjna.world.memory.FakeHost;
import org.junit.jupiter.api.Test;

class TargetsTest {
  private final FakeHost host = new FakeHost(Abi.X64);
  private final Targets targets = new Targets(host);

  @Test
  void aFunctionIsPreparedOnceForEachWayToCallIt() {
    RawFunction first = targets.get("f", 8, 0, 1, RawRegister.INTEGER, false);
    assertThat(targets.get("g", 8, 63, 1, RawRegister.INTEGER, false)).isSameAs(first);
    assertThat(targets.get("f", 8, 0, 2, RawRegister.INTEGER, false)).isNotSameAs(first);
    assertThat(host.asked).hasSize(2);
  }

  @Test
  void stdcallIsOneOnlyIn32Bits() {
    FakeHost narrow = new FakeHost(Abi.X86);
    new Targets(narrow).get("f", 8, 63, 1, RawRegister.INTEGER, true);
    assertThat(narrow.asked)
        .containsExactly(
            "function RawTarget[name=f, address=8, convention=STDCALL, result=INTEGER,"
                + " clearLastError=true, slots=1]");
  }

  @Test
  void conventionsThatWindowsDoesNotHaveAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> targets.convention(17))
        .withMessage("Unrecognized calling convention: 17");
  }
}
