package org.bascule.transport.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.bascule.protocol.HostAbi;
import org.junit.jupiter.api.Test;

class AddressChooserTest {
  private static final long MIB = 1 << 20;

  private final Random random = new Random(7);
  private final AddressChooser x64 = AddressChooser.of((byte) HostAbi.X64, random);
  private final AddressChooser x86 = AddressChooser.of((byte) HostAbi.X86, random);

  @Test
  void startsAtAMultipleOf4GibFarFromBothEnds() {
    for (int i = 0; i < 1000; i++) {
      assertThat(x64.propose(MIB)).isBetween(0x1000_0000_0000L, 0x4fff_0000_0000L);
      x64.moveAway();
      assertThat(x64.propose(MIB) % (1L << 32)).isZero();
      x64.moveAway();
    }
  }

  @Test
  void staysBelow2GibForA32BitHost() {
    for (int i = 0; i < 1000; i++) {
      long address = x86.propose(100 * MIB);
      assertThat(address).isGreaterThanOrEqualTo(0x1000_0000L);
      assertThat(address + 100 * MIB).isLessThanOrEqualTo(0x7000_0000L);
    }
  }

  @Test
  void putsTheNextRangeBehindTheLast() {
    long first = x64.propose(1000);

    assertThat(x64.propose(MIB)).isEqualTo(first + 65536);
  }

  @Test
  void goesElsewhereWhenToldTo() {
    long first = x64.propose(MIB);
    x64.moveAway();

    assertThat(Math.abs(x64.propose(MIB) - first)).isGreaterThan(MIB);
  }

  @Test
  void refusesWhatFitsNowhere() {
    assertThat(x86.room()).isEqualTo(0x6000_0000L);
    assertThatThrownBy(() -> x86.propose(0x6000_0001L))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1610612737 bytes do not fit between the bounds");
  }
}
