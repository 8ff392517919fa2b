package org.bascule.transport.lane;

import java.nio.file.Path;
import java.util.Random;
import org.bascule.lifetime.Housekeeper;
import org.bascule.protocol.HostAbi;
import org.bascule.transport.arena.AddressChooser;
import org.bascule.transport.arena.HostMapping;
import org.bascule.transport.arena.Segment;
import org.bascule.transport.arena.SegmentFactory;
import org.bascule.transport.arena.SharedArena;
import org.bascule.transport.arena.WindowSpace;
import org.bascule.transport.runtime.RuntimeDirectory;

/** Real shared memory, with a host that maps whatever it is told. */
final class TestArena {
  private static final HostMapping EVERYWHERE =
      new HostMapping() {
        @Override
        public boolean map(Segment segment, Path file) {
          return true;
        }

        @Override
        public void unmap(Segment segment) {
          // nothing to do
        }
      };

  private TestArena() {}

  static SharedArena open(RuntimeDirectory directory, HostLife life) {
    SegmentFactory factory =
        new SegmentFactory(directory, AddressChooser.of((byte) HostAbi.X64, new Random(), 0));
    return new SharedArena(
        factory.create(1 << 20, EVERYWHERE),
        4096,
        factory,
        EVERYWHERE,
        1 << 24,
        () -> life.ended("allocate"),
        new Housekeeper());
  }

  /** Windows of that size. */
  static WindowSpace windows(
      SharedArena arena, RuntimeDirectory directory, HostLife life, int windowSize) {
    SegmentFactory factory =
        new SegmentFactory(directory, AddressChooser.of((byte) HostAbi.X64, new Random(), 0));
    return new WindowSpace(factory, EVERYWHERE, arena, windowSize, () -> life.ended("open a lane"));
  }
}
