package org.bascule.transport.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.bascule.error.BasculeException;
import org.bascule.error.ValueException;
import org.bascule.lifetime.Housekeeper;
import org.bascule.transport.Block;
import org.bascule.transport.runtime.OwnerName;
import org.bascule.transport.runtime.RuntimeDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedArenaTest {
  private static final long KIB = 1024;
  private static final long MIB = 1024 * KIB;
  private static final long FIRST = 64 * KIB;
  private static final long LIMIT = 32 * MIB;

  private final Map<Long, Segment> mapped = new HashMap<>();
  private int refusals;
  private RuntimeException failure;

  private final HostMapping host =
      new HostMapping() {
        @Override
        public boolean map(Segment segment, Path file) {
          if (failure != null) {
            throw failure;
          }
          assertThat(file).exists().hasSize(segment.size());
          if (refusals-- > 0) {
            return false;
          }
          mapped.put(segment.address(), segment);
          return true;
        }

        @Override
        public void unmap(Segment segment) {
          assertThat(mapped.remove(segment.address())).isSameAs(segment);
        }
      };

  @TempDir Path parent;
  private SegmentFactory factory;
  private SharedArena arena;

  @BeforeEach
  void open() {
    factory =
        new SegmentFactory(
            new RuntimeDirectory(parent, OwnerName.current()), new FarAddresses(new Random()));
    arena =
        new SharedArena(
            factory.create(FIRST, host),
            4096,
            factory,
            host,
            LIMIT,
            () -> new IllegalStateException("over"),
            new Housekeeper());
  }

  @Test
  void givesZeroedLittleEndianMemoryAtItsAddress() {
    Block dirty = arena.allocate(100, 16);
    for (int i = 0; i < 100; i++) {
      dirty.memory().put(i, (byte) 0xff);
    }
    dirty.close();
    Block block = arena.allocate(100, 16);

    assertThat(block.address()).isEqualTo(dirty.address());
    assertThat(block.size()).isEqualTo(100);
    ByteBuffer memory = block.memory();
    assertThat(memory).isSameAs(block.memory());
    assertThat(memory.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    assertThat(memory.capacity()).isEqualTo(100);
    byte[] bytes = new byte[100];
    memory.get(0, bytes);
    assertThat(bytes).containsOnly(0);
  }

  @Test
  void leavesTheStartOfTheFirstSegmentAlone() {
    Segment first = mapped.values().iterator().next();

    assertThat(arena.allocate(1, 1).address()).isEqualTo(first.address() + 4096);
  }

  @Test
  void leavesNoFile() throws IOException {
    arena.allocate(MIB, 16);
    arena.allocate(5 * MIB, 16);

    assertThat(entries(parent)).isEmpty();
  }

  @Test
  void growsWhenItIsFull() {
    arena.allocate(60 * KIB, 16);
    assertThat(arena.capacity()).isEqualTo(FIRST);

    arena.allocate(60 * KIB, 16);
    assertThat(arena.capacity()).isEqualTo(3 * FIRST);
    arena.allocate(MIB, 16);
    assertThat(arena.capacity()).isEqualTo(3 * FIRST + MIB);
    assertThat(arena.used()).isEqualTo(120 * KIB + MIB);
  }

  @Test
  void keepsOneEmptySegmentForTheNextGrowth() {
    Block a = arena.allocate(3 * MIB, 16);
    Block b = arena.allocate(3 * MIB, 16);
    assertThat(mapped).hasSize(3);
    a.close();
    assertThat(mapped).hasSize(2);
    b.close();

    // The first segment is empty too.
    assertThat(mapped).hasSize(1);
    assertThat(arena.capacity()).isEqualTo(FIRST);
  }

  @Test
  void givesALargeBlockItsOwnSegmentAndTakesItAwayAgain() {
    Block large = arena.allocate(4 * MIB + 1, 16);

    assertThat(large.address() % 65536).isZero();
    assertThat(mapped).containsKey(large.address());
    assertThat(arena.capacity()).isEqualTo(FIRST + 4 * MIB + 64 * KIB);
    large.close();
    large.close();
    assertThat(mapped).doesNotContainKey(large.address());
    assertThat(arena.capacity()).isEqualTo(FIRST);
    assertThat(arena.used()).isZero();
  }

  @Test
  void readsZerosThroughAViewOfAClosedSegment() {
    Block large = arena.allocate(4 * MIB, 16);
    ByteBuffer view = large.memory().slice(MIB_INT, 8);
    view.put(0, (byte) 1);
    large.close();

    assertThat(view.get(0)).isZero();
    view.put(0, (byte) 2);
    assertThat(view.get(0)).isEqualTo((byte) 2);
  }

  private static final int MIB_INT = (int) MIB;

  @Test
  void findsTheBlockThatOwnsAnAddress() {
    Block a = arena.allocate(100, 16);
    Block b = arena.allocate(100, 16);

    assertThat(arena.find(a.address())).isSameAs(a);
    assertThat(arena.find(a.address() + 99)).isSameAs(a);
    assertThat(arena.find(a.address() + 100)).isNull();
    assertThat(arena.find(b.address() + 50)).isSameAs(b);
    assertThat(arena.find(a.address() - 1)).isNull();
    assertThat(arena.find(-1)).isNull();
    a.close();
    assertThat(arena.find(a.address())).isNull();
  }

  @Test
  void triesAnotherAddressWhenTheHostHasSomethingThere() {
    refusals = 3;
    Block block = arena.allocate(4 * MIB, 16);

    assertThat(refusals).isEqualTo(-1);
    assertThat(mapped).containsKey(block.address());
  }

  @Test
  void saysWhenNoAddressIsFreeInTheHost() throws IOException {
    refusals = Integer.MAX_VALUE;
    assertThatThrownBy(() -> arena.allocate(4 * MIB, 16))
        .isInstanceOf(BasculeException.class)
        .hasMessage(
            """
            BSC-104 cannot find addresses for shared memory
              expected: 4194304 bytes of address space that are free in both processes
              actual: something lies at each of the 64 places tried
              remedy: open another session""");
    assertThat(entries(parent)).isEmpty();
    assertThat(Files.readAllLines(Path.of("/proc/self/maps")))
        .as("mappings of files there: the first segment")
        .filteredOn(line -> line.contains(parent.toString()))
        .hasSize(1);
    assertThat(arena.capacity()).isEqualTo(FIRST);
  }

  @Test
  void leavesNothingWhenTheHostFails() throws IOException {
    failure = new IllegalStateException("ended");

    assertThatThrownBy(() -> arena.allocate(4 * MIB, 16)).isSameAs(failure);
    assertThat(entries(parent)).isEmpty();
    assertThat(arena.capacity()).isEqualTo(FIRST);
  }

  @Test
  void saysWhenTheArenaIsFull() {
    arena.allocate(20 * MIB, 16);

    assertThatThrownBy(() -> arena.allocate(20 * MIB, 16))
        .isInstanceOf(BasculeException.class)
        .hasMessage(
            """
            BSC-404 cannot allocate shared memory
              expected: an arena of at most 33554432 bytes
              actual: 20971520 bytes more than the 21037056 bytes it has now do not fit
              remedy: close blocks that are no longer needed, or open a second session, which has an arena \
            of its own""");
  }

  @Test
  void saysWhenABlockIsTooLarge() {
    assertThatThrownBy(() -> arena.allocate(LIMIT + 1, 16))
        .isInstanceOf(BasculeException.class)
        .hasMessage(
            """
            BSC-404 cannot allocate shared memory
              expected: at most 33554432 bytes in one block
              actual: 33554433 bytes
              remedy: split the data into several blocks or calls; more has no room in this host""");
  }

  @Test
  void refusesSizesAndAlignmentsThatMeanNothing() {
    assertThatThrownBy(() -> arena.allocate(8, 24))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot allocate shared memory
              expected: a size above 0 and an alignment that is a power of two of at most 4096
              actual: size 8, alignment 24
              remedy: correct the request""");
    assertThatThrownBy(() -> arena.allocate(0, 16)).isInstanceOf(ValueException.class);
    assertThatThrownBy(() -> arena.allocate(8, 8192)).isInstanceOf(ValueException.class);
    assertThatThrownBy(() -> arena.allocate(8, 0)).isInstanceOf(ValueException.class);
  }

  @Test
  void saysWhenThereIsNoRoomOnTheDisk() throws IOException {
    long tooMuch = 1L << 45;
    Path shm = Path.of("/dev/shm");
    RuntimeDirectory directory = new RuntimeDirectory(shm, OwnerName.current());
    SegmentFactory onShm = new SegmentFactory(directory, new FarAddresses(new Random()));

    assertThatThrownBy(() -> onShm.create(tooMuch, host))
        .isInstanceOf(BasculeException.class)
        .message()
        .matches(
            """
            BSC-104 cannot allocate shared memory
              where: /dev/shm
              expected: room for 35184372088832 bytes
              actual: allocate 35184372088832 bytes of shared memory: no space left \\(ENOSPC\\)
              remedy: make room in /dev/shm or enlarge it \\(df -h /dev/shm shows what is left\\), \
            and see that it can be written to""");
    String own = OwnerName.current().directory(0);
    assertThat(shm.resolve(own)).doesNotExist();
  }

  @Test
  void givesNothingMoreAfterTheEndButKeepsWhatIsGivenOut() {
    Block small = arena.allocate(8, 16);
    Block large = arena.allocate(4 * MIB, 16);
    large.memory().putInt(0, 77);
    arena.end();

    assertThatThrownBy(() -> arena.allocate(8, 16)).hasMessage("over");
    assertThatThrownBy(() -> arena.allocate(4 * MIB, 16)).hasMessage("over");
    assertThat(large.memory().getInt(0)).isEqualTo(77);
    large.close();
    small.close();
    assertThat(arena.used()).isZero();
    assertThat(arena.capacity()).isZero();
    assertThat(mapped).as("nothing is said to a host that is gone").hasSize(2);
  }

  @Test
  void keepsTheBytesOfManyBlocksApart() {
    long seed = System.nanoTime();
    System.out.println("SharedArenaTest seed " + seed);
    Random random = new Random(seed);
    List<Block> blocks = new ArrayList<>();
    for (int step = 0; step < 3000; step++) {
      if (random.nextInt(3) > 0 && arena.capacity() < LIMIT / 2) {
        Block block = arena.allocate(1 + random.nextInt(20_000), 1 << random.nextInt(13));
        fill(block);
        blocks.add(block);
      } else if (!blocks.isEmpty()) {
        Block block = blocks.remove(random.nextInt(blocks.size()));
        check(block);
        block.close();
      }
    }
    blocks.forEach(SharedArenaTest::check);
  }

  private static void fill(Block block) {
    for (int i = 0; i < block.size(); i++) {
      assertThat(block.memory().get(i)).isZero();
      block.memory().put(i, (byte) (block.address() / 16 + i));
    }
  }

  private static void check(Block block) {
    for (int i = 0; i < block.size(); i++) {
      if (block.memory().get(i) != (byte) (block.address() / 16 + i)) {
        throw new AssertionError("byte " + i + " of a block was changed by another");
      }
    }
  }

  private static List<Path> entries(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    }
  }
}
