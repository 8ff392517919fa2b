package org.bascule.bridge.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bascule.lifetime.Housekeeper;
import org.bascule.spi.Abi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LotSectionsTest {
  private final Housekeeper housekeeper = new Housekeeper();
  private final FakeHost host = new FakeHost(reply -> reply);
  private final HostRequests requests = new HostRequests(host, Abi.X64, housekeeper, 1);
  private final LotSections sections =
      new LotSections(
          requests.memory(),
          requests.sectionSpace(),
          requests.spareBlocks(),
          requests.lentMemory());
  private final CallTarget function =
      new CallTarget(
          host,
          requests,
          "demo.f",
          0x1000,
          (byte) 0,
          (byte) 0,
          false,
          3,
          List.of(),
          Lending.ORDINARY,
          name -> null);

  @BeforeEach
  void begin() {
    sections.begin(function, null);
  }

  @AfterEach
  void end() {
    housekeeper.close();
  }

  @Test
  void liesAlignedAndApart() {
    LocalMemory first = sections.allocate(3, 1, 0);
    LocalMemory second = sections.allocate(100, 64, 1);
    LocalMemory third = sections.allocate(8, 8, 2);
    assertThat(second.address() % 64).isZero();
    assertThat(second.address() - first.address()).isGreaterThanOrEqualTo(3 + Guard.SIZE);
    assertThat(third.address() - second.address()).isGreaterThanOrEqualTo(100 + Guard.SIZE);
    fill(first);
    fill(second);
    fill(third);
    assertThat(sections.overrun()).isNull();
    assertThat(sections.view(second.address() + 4, 96).address()).isEqualTo(second.address() + 4);
    assertThat(sections.view(third.address(), 9)).isNull();
    assertThat(sections.view(first.address() - 5000, 1)).isNull();
  }

  @Test
  void comesBackToTheSamePlace() {
    long before = sections.allocate(40, 8, 0).address();
    sections.end();
    sections.begin(function, null);
    assertThat(sections.allocate(40, 8, 0).address()).isEqualTo(before);
    // Too large for the lot at first, then the lot grows.
    sections.allocate(2000, 8, 1);
    sections.end();
    sections.begin(function, null);
    long first = sections.allocate(40, 8, 0).address();
    long second = sections.allocate(2000, 8, 1).address();
    assertThat(second - first).isBetween(40L, 200L);
  }

  @Test
  void tellsWhatTheNearerOneIs() {
    LocalMemory first = sections.allocate(16, 8, 0);
    LocalMemory second = sections.allocate(16, 8, 1);
    host.putByteAt(first.address() + 16 + 3, (byte) 7);
    assertThat(sections.overrun().text())
        .isEqualTo("the DLL wrote 1 byte behind it, 3 bytes after its end: 07");
    assertThat(sections.overrun().slot()).isZero();
    sections.end();
    sections.begin(function, null);
    sections.allocate(16, 8, 0);
    second = sections.allocate(16, 8, 1);
    host.putByteAt(second.address() - 2, (byte) 7);
    assertThat(sections.overrun().text())
        .isEqualTo("the DLL wrote 1 byte before it, 1 byte ahead of its start: 07");
    assertThat(sections.overrun().slot()).isOne();
  }

  @Test
  void anyByteWithinReachIsSeen() {
    long seed = System.nanoTime();
    System.out.println("LotSectionsTest: seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 2000; round++) {
      List<LocalMemory> all = new ArrayList<>();
      int count = 1 + random.nextInt(6);
      for (int i = 0; i < count; i++) {
        int size = 1 + random.nextInt(random.nextInt(10) == 0 ? 2000 : 40);
        all.add(sections.allocate(size, 1 << random.nextInt(7), i % 3));
      }
      all.forEach(LotSectionsTest::fill);
      assertThat(sections.overrun()).isNull();
      LocalMemory hit = all.get(random.nextInt(count));
      int distance = random.nextInt(Guard.SIZE / 2);
      boolean before = random.nextBoolean();
      long at = before ? hit.address() - 1 - distance : hit.address() + hit.size() + distance;
      byte there = host.byteAt(at);
      host.putByteAt(at, (byte) ~there);
      Overrun told = sections.overrun();
      assertThat(told).as("%d %b %d", hit.size(), before, distance).isNotNull();
      assertThat(told.before()).isEqualTo(before);
      assertThat(told.distance()).isEqualTo(distance);
      assertThat(told.size()).isEqualTo((int) hit.size());
      assertThat(told.written()).containsExactly(~there);
      sections.end();
      sections.begin(function, null);
    }
  }

  private static void fill(LocalMemory section) {
    for (long at = 0; at < section.size(); at++) {
      section.putByte(at, (byte) -1);
    }
  }
}
