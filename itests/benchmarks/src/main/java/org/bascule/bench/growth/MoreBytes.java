package org.bascule.bench.growth;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.function.Consumer;
import org.bascule.bench.LinuxDemo;
import org.bascule.bench.OpenSession;
import org.bascule.bench.report.Growing;
import org.bascule.bench.report.Point;

/** More and more floats for a function that does not look at them. */
final class MoreBytes implements Grower {
  private static final long[] BYTES = {
    0, 64, 1 << 10, 16 << 10, 256 << 10, 1 << 20, 4 << 20, 16 << 20, 64 << 20, 256 << 20
  };

  /** What the DLL and the Linux library offer. */
  public interface Demo extends Library {
    int is_null(float[] numbers);
  }

  /** The C library of Linux. */
  static final class LibC {
    private LibC() {}

    static native Pointer memcpy(Pointer to, Pointer from, long bytes);
  }

  @Override
  public void grow(Consumer<Point> points) {
    Demo bascule = new OpenSession().demo(Demo.class);
    Demo jna = LinuxDemo.load(Demo.class);
    Native.register(LibC.class, "libc.so.6");
    for (long bytes : BYTES) {
      float[] numbers = new float[(int) (bytes / Float.BYTES)];
      points.accept(point("Bascule", bytes, () -> bascule.is_null(numbers)));
      points.accept(point("JNA", bytes, () -> jna.is_null(numbers)));
      points.accept(copies(bytes));
    }
  }

  private static Point copies(long bytes) {
    try (Memory here = new Memory(Math.max(bytes, 1));
        Memory there = new Memory(Math.max(bytes, 1))) {
      here.clear();
      there.clear();
      return point(
          "two memcpys",
          bytes,
          () -> {
            LibC.memcpy(there, here, bytes);
            LibC.memcpy(here, there, bytes);
          });
    }
  }

  private static Point point(String series, long bytes, Runnable call) {
    double time =
        Rounds.median(
            times -> {
              for (long i = 0; i < times; i++) {
                call.run();
              }
            });
    return new Point(Growing.BYTES, series, bytes, time);
  }
}
