package org.bascule.transport.arena;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.bascule.protocol.HostAbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentTest {
  private static final int SIZE = 1 << 20;

  @TempDir Path directory;

  @Test
  void staysMappedAsLongAsASliceOfASliceIsReachable() throws Exception {
    Segment segment = segment("file");
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
    Segment segment = segment("file");
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
  void takesAnotherAddressWhereSomethingLies() throws Exception {
    Segment first = Segment.create(directory.resolve("a"), SIZE, chooser());
    // The same seed proposes the same place first.
    Segment second = Segment.create(directory.resolve("b"), SIZE, chooser());

    assertThat(second.address()).isNotEqualTo(first.address());
    first.view(0, SIZE).put(0, (byte) 1);
    assertThat(second.view(0, SIZE).get(0)).isZero();
  }

  private Segment segment(String name) throws IOException {
    return Segment.create(
        directory.resolve(name), SIZE, AddressChooser.of((byte) HostAbi.X64, new Random()));
  }

  private static AddressChooser chooser() {
    return AddressChooser.of((byte) HostAbi.X64, new Random(99));
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
