package org.bascule.transport.arena;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.bascule.transport.arena.AddressChooser.Stay;
import org.bascule.transport.posix.AddressRange;
import org.junit.jupiter.api.Test;

class LowAddressesTest {
  private static final long MIB = 1 << 20;

  private final List<AddressRange> java = new ArrayList<>();
  private final List<AddressRange> host = new ArrayList<>();
  private final LowAddresses addresses = new LowAddresses(() -> java, () -> host);

  @Test
  void staysBetweenItsBounds() {
    assertThat(addresses.room()).isEqualTo(0x6000_0000L);
    assertThat(all(0x6000_0000L)).containsExactly(0x1000_0000L);
    assertThat(all(0x6000_0001L)).isEmpty();
    assertThat(all(100 * MIB))
        .startsWith(0x7000_0000L - 100 * MIB)
        .endsWith(0x1000_0000L)
        .allMatch(place -> place >= 0x1000_0000L && place + 100 * MIB <= 0x7000_0000L)
        .hasSizeLessThan(20);
  }

  @Test
  void fillsWithoutGapsAndFindsTheGapsThatAppear() {
    for (int i = 0; i < 96; i++) {
      assertThat(take(16 * MIB, Stay.BLOCK)).hasValue(0x7000_0000L - (i + 1) * 16 * MIB);
    }
    assertThat(take(65536, Stay.BLOCK)).isEmpty();
    long[] gone = {0x3000_0000L, 0x3100_0000L, 0x5000_0000L};
    for (long address : gone) {
      java.removeIf(range -> range.start() == address);
    }
    assertThat(all(32 * MIB)).containsExactly(0x3000_0000L);
    assertThat(take(16 * MIB, Stay.BLOCK)).hasValue(0x5000_0000L);
  }

  @Test
  void whatStaysWithItsSessionComesFromTheBottom() {
    assertThat(take(MIB, Stay.SESSION)).hasValue(0x1200_0000L);
    assertThat(take(64 * MIB, Stay.SESSION)).hasValue(0x1210_0000L);
    assertThat(take(16 * MIB, Stay.BLOCK)).hasValue(0x6f00_0000L);
    host.add(new AddressRange(0x1610_0000L, 0x1612_0000L));
    assertThat(take(MIB, Stay.SESSION)).hasValue(0x1612_0000L);
  }

  @Test
  void whatStaysTakesTheRestOnlyWhereThereIsNoOtherRoom() {
    java.add(new AddressRange(0x1200_0000L, 0x6f00_0000L));
    assertThat(take(32 * MIB, Stay.SESSION)).hasValue(0x1000_0000L);
    assertThat(take(16 * MIB, Stay.SESSION)).hasValue(0x6f00_0000L);
    assertThat(take(65536, Stay.SESSION)).isEmpty();
  }

  @Test
  void sessionsThatComeAndGoLeaveTheLargestRangeWhole() {
    for (int i = 0; i < 20; i++) {
      long first = take(MIB, Stay.SESSION).orElseThrow();
      take(2 * MIB, Stay.SESSION);
      long block = take(500 * MIB, Stay.BLOCK).orElseThrow();
      java.removeIf(range -> range.start() == block || range.start() == first);
    }
    assertThat(take(1400 * MIB, Stay.BLOCK)).isPresent();
  }

  @Test
  void aLargeBlockFitsBesideTheFirstOnes() {
    take(MIB, Stay.SESSION);
    take(8 * MIB, Stay.SESSION);
    assertThat(take(1200 * MIB, Stay.BLOCK)).isPresent();
  }

  @Test
  void looksAtBothSidesAndAtWholeUnits() {
    java.add(new AddressRange(0x6f00_1000L, 0x7000_0000L));
    host.add(new AddressRange(0x6e00_0000L, 0x6e80_1000L));
    host.add(new AddressRange(0x7b00_0000L, 0x7c00_0000L));
    host.add(new AddressRange(0x0040_0000L, 0x0050_0000L));
    assertThat(addresses.search(4 * MIB, Stay.BLOCK).next()).hasValue(0x6f00_0000L - 4 * MIB);
    assertThat(addresses.search(8 * MIB, Stay.BLOCK).next()).hasValue(0x6e00_0000L - 8 * MIB);
  }

  @Test
  void getsPastWhatTheHostHasReservedInFewSteps() {
    long reservedFrom = 0x5000_0000L;
    AddressChooser.Search search = addresses.search(65536, Stay.BLOCK);
    int tries = 1;
    long place = search.next().orElseThrow();
    for (; place >= reservedFrom; tries++) {
      place = search.next().orElseThrow();
    }
    assertThat(tries).isLessThan(16);
  }

  @Test
  void saysWhoseAddressesThereAreTooFewOf() {
    java.add(new AddressRange(0x2000_0000L, 0x6f00_0000L));
    assertThat(addresses.nowhere(512 * MIB))
        .hasMessage(
            """
            BSC-104 cannot find addresses for shared memory
              expected: 536870912 bytes between 0x10000000 and 0x70000000 that are free in both processes
              actual: the largest range that is free in this JVM has 268435456 bytes
              remedy: close blocks and 32-bit sessions that are no longer needed, or use smaller blocks; the \
            page on 32-bit DLLs tells how the JVM itself is kept out of there""");
    host.add(new AddressRange(0x1800_0000L, 0x1900_0000L));
    assertThat(addresses.nowhere(200 * MIB))
        .hasMessage(
            """
            BSC-104 cannot find addresses for shared memory
              expected: 209715200 bytes between 0x10000000 and 0x70000000 that are free in both processes
              actual: the largest one that is free in both has 134217728 bytes; in this JVM there is one of \
            268435456
              remedy: use smaller blocks, or unload DLLs; a 32-bit host has 2 GiB of addresses in all""");
    assertThat(addresses.nowhere(MIB))
        .hasMessageContaining("actual: the Wine host has something at each of the places tried\n");
  }

  /** Maps what is proposed first. */
  private OptionalLong take(long size, Stay stay) {
    OptionalLong place = addresses.search(size, stay).next();
    place.ifPresent(
        start -> {
          java.add(new AddressRange(start, start + size));
          java.sort(Comparator.comparingLong(AddressRange::start));
        });
    return place;
  }

  private List<Long> all(long size) {
    List<Long> places = new ArrayList<>();
    AddressChooser.Search search = addresses.search(size, Stay.BLOCK);
    for (OptionalLong p = search.next(); p.isPresent(); p = search.next()) {
      places.add(p.getAsLong());
    }
    return places;
  }
}
