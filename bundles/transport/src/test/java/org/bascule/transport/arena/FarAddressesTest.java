package org.bascule.transport.arena;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.bascule.transport.arena.AddressChooser.Stay;
import org.junit.jupiter.api.Test;

class FarAddressesTest {
  private static final long MIB = 1 << 20;

  private final FarAddresses addresses = new FarAddresses(new Random(7));

  @Test
  void startsAtAMultipleOf4GibFarFromBothEnds() {
    AddressChooser.Search search = addresses.search(MIB, Stay.BLOCK);
    for (int i = 0; i < 64; i++) {
      long place = search.next().orElseThrow();
      assertThat(place).isBetween(0x1000_0000_0000L, 0x4fff_0000_0000L);
      assertThat(place % (1L << 32)).isZero();
    }
    assertThat(search.next()).isEmpty();
  }

  @Test
  void putsTheNextRangeBehindTheLast() {
    long first = addresses.search(1000, Stay.BLOCK).next().orElseThrow();

    assertThat(addresses.search(MIB, Stay.BLOCK).next()).hasValue(first + 65536);
  }

  @Test
  void goesElsewhereWhenAPlaceWasNoGood() {
    AddressChooser.Search search = addresses.search(MIB, Stay.BLOCK);
    long first = search.next().orElseThrow();

    assertThat(Math.abs(search.next().orElseThrow() - first)).isGreaterThan(MIB);
  }

  @Test
  void saysThatNoPlaceWasFree() {
    assertThat(addresses.nowhere(MIB))
        .hasMessage(
            """
            BSC-104 cannot find addresses for shared memory
              expected: 1048576 bytes of address space that are free in both processes
              actual: something lies at each of the 64 places tried
              remedy: open another session""");
  }
}
