package org.bascule.bridge.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bascule.bridge.Garbage;
import org.bascule.error.BasculeException;
import org.bascule.error.ErrorCode;
import org.bascule.lifetime.Housekeeper;
import org.bascule.spi.Abi;
import org.bascule.spi.Home;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long an object of this JVM has its memory in the host, and who finds it there. */
class HomesTest {
  private final Housekeeper housekeeper = new Housekeeper();
  private final FakeHost host = new FakeHost(reply -> reply);
  private final HostRequests requests = new HostRequests(host, Abi.X64, housekeeper, 1);
  private final Homes homes = requests.memory().homes();
  private final LotSections sections =
      new LotSections(
          requests.memory(),
          requests.sectionSpace(),
          requests.spareBlocks(),
          requests.lentMemory());

  @AfterEach
  void end() {
    housekeeper.close();
  }

  @Test
  void anObjectHasOneAddress() {
    Object owner = new ArrayList<>();
    Homes.Place place = homes.of(owner, 20, 16);
    assertThat(place.address() % 16).isZero();
    assertThat(homes.of(owner, 32, 8)).as("rounded up as malloc does").isSameAs(place);
    assertThat(homes.of(new ArrayList<>(), 20, 16)).isNotSameAs(place);
    WeakReference<Object> sentinel = new WeakReference<>(new Object());
    Garbage.collectUntil(() -> sentinel.refersTo(null));
    assertThat(homes.of(owner, 20, 16)).isSameAs(place);
    Reference.reachabilityFence(owner);
  }

  @Test
  void whatIsWrittenThereStaysThere() {
    Object owner = new Object();
    assertThat(homes.of(owner, 8, 8).first(8).getLong(0)).isZero();
    homes.of(owner, 8, 8).first(8).putLong(0, 42);
    assertThat(homes.of(owner, 4, 4).first(4).getInt(0)).isEqualTo(42);
  }

  @Test
  void anObjectThatGrowsMovesAndIsFoundAtBothPlaces() {
    Object owner = new Object();
    Homes.Place small = homes.of(owner, 8, 8);
    Homes.Place large = homes.of(owner, 800, 8);
    assertThat(large).isNotSameAs(small);
    assertThat(homes.of(owner, 8, 8)).isSameAs(large);
    assertThat(List.of(small.address() + 7, large.address() + 799))
        .allSatisfy(
            address ->
                assertThat(homes.at(address))
                    .get()
                    .satisfies(home -> assertThat(home.owner()).isSameAs(owner)));
    assertThat(homes.at(small.address() - 1)).isEmpty();
    assertThat(homes.at(large.address() + 800)).isEmpty();
  }

  @Test
  void itIsLentWhileACallHasIt() {
    Object owner = new Object();
    Homes.Place place = homes.of(owner, 8, 8);
    sections.begin(null, null);
    sections.visit(place, 8, 0);
    assertThat(homes.at(place.address())).get().extracting(Home::lent).isEqualTo(true);
    sections.end();
    assertThat(homes.at(place.address())).get().extracting(Home::lent).isEqualTo(false);
  }

  @Test
  void whatIsWrittenAroundItIsSeen() {
    Object owner = new Object();
    Homes.Place place = homes.of(owner, 20, 4);
    sections.begin(null, null);
    sections.visit(place, 20, 3);
    assertThat(sections.overrun()).isNull();
    requests.memory().local(place.block().memory(), place.start() + 20, 0, 1).putByte(0, (byte) 1);
    assertThat(sections.overrun().text())
        .isEqualTo("the DLL wrote 1 byte behind it, right at its end: 01");
  }

  @Test
  void itGoesWithItsObject() {
    List<Homes.Place> gone = new ArrayList<>();
    Object kept = new Object();
    Homes.Place stays = homes.of(kept, 8000, 8);
    for (int i = 0; i < 100; i++) {
      gone.add(homes.of(new Object(), 8000, 8));
    }
    Garbage.collectUntil(() -> homes.size() == 1);
    assertThat(gone)
        .allSatisfy(
            place -> {
              assertThat(place.block().isClosed()).isTrue();
              assertThat(homes.at(place.address())).isEqualTo(Optional.empty());
            });
    assertThat(stays.block().isClosed()).isFalse();
    Reference.reachabilityFence(kept);
  }

  @Test
  void aSmallPieceServesTheNextObjectWithZeros() {
    long first = homes.of(new Object(), 8, 8).address();
    homes.at(first).orElseThrow().memory().putLong(0, -1);
    Garbage.collectUntil(() -> homes.size() == 0);
    assertThat(homes.at(first)).isEmpty();
    Object next = new Object();
    Homes.Place place = homes.of(next, 16, 16);
    assertThat(place.address()).isEqualTo(first);
    assertThat(place.first(16).getLong(0)).isZero();
    Object large = new Object();
    assertThat(homes.of(large, 24, 8).address()).isNotEqualTo(first);
    Reference.reachabilityFence(next);
    Reference.reachabilityFence(large);
  }

  @Test
  void whereMemoryIsShortWhatIsGoneIsCollectedFirst() {
    for (int i = 0; i < 3; i++) {
      homes.of(new Object(), 1 << 20, 8);
    }
    host.limit(4 << 20);
    Object owner = new Object();
    assertThat(homes.of(owner, 3 << 20, 8).size()).isEqualTo(3 << 20);
    Reference.reachabilityFence(owner);
  }

  @Test
  void whatIsMoreThanThereIsIsRefused() {
    host.limit(4 << 20);
    Object owner = new Object();
    homes.of(owner, 3 << 20, 8);
    assertThatThrownBy(() -> homes.of(new Object(), 2 << 20, 8))
        .isInstanceOf(BasculeException.class)
        .hasMessageStartingWith("%s cannot allocate\n", ErrorCode.TOO_LARGE.id());
    Reference.reachabilityFence(owner);
  }

  @Test
  void allGoWithTheHost() {
    Object owner = new Object();
    Homes.Place place = homes.of(owner, 8, 8);
    requests.close();
    assertThat(place.block().isClosed()).isTrue();
    assertThat(homes.at(place.address())).isEmpty();
    assertThat(homes.size()).isZero();
    Reference.reachabilityFence(owner);
  }
}
