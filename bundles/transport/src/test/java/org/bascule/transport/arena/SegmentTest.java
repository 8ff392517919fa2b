package org.bascule.transport.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.transport.runtime.OwnerName;
import org.bascule.transport.runtime.RuntimeDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentTest {
  private static final int SIZE = 1 << 20;

  private static final long PLACE = 0x2345_0000_0000L;

  private static final HostMapping ANYWHERE =
      new HostMapping() {
        @Override
        public boolean map(Segment segment, Path file) {
          return true;
        }

        @Override
        public void unmap(Segment segment) {}
      };

  @TempDir Path directory;

  @Test
  void staysMappedAsLongAsASliceOfASliceIsReachable() throws Exception {
    Segment segment = segment();
    long address = segment.address();
    ByteBuffer view = segment.view(0, SIZE).slice(64, 4096).slice(64, 64).duplicate();
    view.put(0, (byte) 1);
    segment = null;
    collect();

    assertThat(mapped(address)).isTrue();
    assertThat(view.get(0)).isEqualTo((byte) 1);
    view = null;
    awaitUnmapped(address);
  }

  @Test
  void isHarmlessToViewsWhenItIsVacated() throws Exception {
    Segment segment = segment();
    ByteBuffer view = segment.view(0, SIZE);
    view.put(SIZE - 1, (byte) 1);
    segment.vacate();

    assertThat(view.get(SIZE - 1)).isZero();
    long address = segment.address();
    segment = null;
    view = null;
    awaitUnmapped(address);
  }

  @Test
  void takesAnotherAddressWhereSomethingLiesAndSoDoesTheHost() throws Exception {
    Segment first = new SegmentFactory(runtime(), places(PLACE)).create(SIZE, ANYWHERE);
    assertThat(first.address()).isEqualTo(PLACE);

    List<Long> offered = new ArrayList<>();
    HostMapping picky =
        new HostMapping() {
          @Override
          public boolean map(Segment segment, Path file) {
            // All its memory is there before anybody else may touch it.
            segment.view(0, SIZE).put(SIZE - 1, (byte) 1);
            offered.add(segment.address());
            return offered.size() == 3;
          }

          @Override
          public void unmap(Segment segment) {}
        };
    Segment second =
        new SegmentFactory(
                runtime(), places(PLACE, PLACE + SIZE, PLACE + 2 * SIZE, PLACE + 4 * SIZE))
            .create(SIZE, picky);

    assertThat(offered).containsExactly(PLACE + SIZE, PLACE + 2 * SIZE, PLACE + 4 * SIZE);
    assertThat(second.address()).isEqualTo(PLACE + 4 * SIZE);
    assertThat(mapped(PLACE + SIZE)).isFalse();
    assertThat(mapped(PLACE + 2 * SIZE)).isFalse();
    first.view(0, SIZE).put(0, (byte) 1);
    assertThat(second.view(0, SIZE).get(0)).isZero();
    assertThat(files()).isEmpty();
  }

  @Test
  void whatNobodyViewsAnyMoreMakesRoomWhereAddressesAreScarce() throws Exception {
    SegmentFactory factory = new SegmentFactory(runtime(), places(PLACE));
    Segment first = factory.create(SIZE, ANYWHERE);
    first.vacate();
    assertThatThrownBy(() -> factory.create(SIZE, ANYWHERE))
        .hasMessage("no place for 1048576 bytes");
    assertThat(files()).isEmpty();
    assertThat(first.view(0, SIZE).get(0)).isZero();

    first = null;
    Segment second = factory.create(SIZE, ANYWHERE);
    assertThat(second.address()).isEqualTo(PLACE);
  }

  private Segment segment() {
    return new SegmentFactory(runtime(), new FarAddresses(new Random())).create(SIZE, ANYWHERE);
  }

  private RuntimeDirectory runtime() {
    return new RuntimeDirectory(directory, OwnerName.current());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> found = Files.walk(directory)) {
      return found.filter(Files::isRegularFile).toList();
    }
  }

  /** Proposes nothing but these. */
  private static AddressChooser places(Long... places) {
    return new AddressChooser() {
      @Override
      public Search search(long size, Stay stay) {
        Iterator<Long> left = List.of(places).iterator();
        return () -> left.hasNext() ? OptionalLong.of(left.next()) : OptionalLong.empty();
      }

      @Override
      public long room() {
        return SIZE;
      }

      @Override
      public BasculeException nowhere(long size) {
        return new BasculeException(new Diagnosis(ErrorCode.SHARED_MEMORY, "", "", "", "", "")) {
          private static final long serialVersionUID = 1L;

          @Override
          public String getMessage() {
            return "no place for " + size + " bytes";
          }
        };
      }
    };
  }

  private static void awaitUnmapped(long address) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (mapped(address)) {
      assertThat(System.nanoTime()).as("still mapped").isLessThan(deadline);
      collect();
    }
  }

  private static void collect() throws InterruptedException {
    System.gc();
    // The cleaner's thread comes after the collector.
    Thread.sleep(20);
  }

  private static boolean mapped(long address) throws IOException {
    return Files.readString(Path.of("/proc/self/maps")).contains("%x-".formatted(address));
  }
}
