package org.bascule.transport.arena;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bascule.error.BasculeException;
import org.bascule.transport.posix.AddressRange;
import org.bascule.transport.posix.SharedFile;

/**
 * For 32-bit hosts: below 2 GiB, the end of user space of a program that is not
 * large-address-aware, and above where such programs lie. That is little, and all 32-bit sessions
 * of a JVM share it, so it is filled without gaps and from both ends: what stays with its session
 * from the bottom, large blocks from the top. So a session that lives longer than others does not
 * cut in two what they leave. The lowest part comes last: DLLs that cannot be moved most often want
 * 0x10000000.
 */
final class LowAddresses implements AddressChooser {
  static final long LOW = 0x1000_0000L;
  static final long HIGH = 0x7000_0000L;

  /** Above the DLLs that want the lowest addresses. */
  static final long BOTTOM = 0x1200_0000L;

  /** How finely a free range is tried, where the host has something there that cannot be seen. */
  private static final int TRIES = 8;

  private final Supplier<List<AddressRange>> java;
  private final Supplier<List<AddressRange>> host;

  /**
   * A chooser that looks at what is mapped.
   *
   * @param java what this JVM has mapped, in ascending order
   * @param host what the host is known to have mapped, likewise; it may be more
   */
  LowAddresses(Supplier<List<AddressRange>> java, Supplier<List<AddressRange>> host) {
    this.java = java;
    this.host = host;
  }

  @Override
  public Search search(long size, Stay stay) {
    long whole = AddressChooser.roundUp(size);
    List<Long> places = new ArrayList<>();
    List<AddressRange> free = free(both());
    if (stay == Stay.SESSION) {
      for (int i = free.size() - 1; i >= 0; i--) {
        addFromBelow(free.get(i), whole, places);
      }
    }
    // For what stays too, where there is room nowhere else.
    free.forEach(range -> addFromAbove(range, whole, places));
    return new Search() {
      private int at;

      @Override
      public OptionalLong next() {
        return at == places.size() ? OptionalLong.empty() : OptionalLong.of(places.get(at++));
      }
    };
  }

  /** In steps that grow, so that a few get past whatever the host has there. */
  private static void addFromAbove(AddressRange free, long size, List<Long> places) {
    long step = Math.max(SharedFile.GRANULARITY, AddressChooser.roundUp(size / TRIES));
    for (long place = free.end() - size; place > free.start(); place -= step, step *= 2) {
      places.add(place);
    }
    if (free.size() >= size) {
      places.add(free.start());
    }
  }

  /** Likewise. */
  private static void addFromBelow(AddressRange free, long size, List<Long> places) {
    long step = Math.max(SharedFile.GRANULARITY, AddressChooser.roundUp(size / TRIES));
    long place = Math.max(free.start(), BOTTOM);
    for (; place <= free.end() - size; place += step, step *= 2) {
      places.add(place);
    }
  }

  /** What neither has, from the top; whole units of mapping. */
  private static List<AddressRange> free(Stream<AddressRange> taken) {
    List<AddressRange> sorted =
        taken
            .filter(range -> range.start() < HIGH && range.end() > LOW)
            .sorted((a, b) -> Long.compare(b.end(), a.end()))
            .toList();
    List<AddressRange> free = new ArrayList<>();
    long end = HIGH;
    for (AddressRange range : sorted) {
      add(AddressChooser.roundUp(range.end()), end, free);
      end = Math.min(end, range.start() & -SharedFile.GRANULARITY);
    }
    add(LOW, end, free);
    return free;
  }

  private static void add(long start, long end, List<AddressRange> free) {
    if (start < end) {
      free.add(new AddressRange(start, end));
    }
  }

  private Stream<AddressRange> both() {
    return Stream.concat(java.get().stream(), host.get().stream());
  }

  @Override
  public long room() {
    return HIGH - LOW;
  }

  @Override
  public BasculeException nowhere(long size) {
    long here = largest(free(java.get().stream()));
    String expected =
        size + " bytes between 0x%x and 0x%x that are free in both processes".formatted(LOW, HIGH);
    if (here < size) {
      return ArenaErrors.noAddress(
          expected,
          "the largest range that is free in this JVM has " + here + " bytes",
          "close blocks and 32-bit sessions that are no longer needed, or use smaller blocks; the"
              + " page on 32-bit DLLs tells how the JVM itself is kept out of there");
    }
    long both = largest(free(both()));
    return ArenaErrors.noAddress(
        expected,
        both < size
            ? "the largest one that is free in both has "
                + both
                + " bytes; in this JVM there is one of "
                + here
            : "the Wine host has something at each of the places tried",
        "use smaller blocks, or unload DLLs; a 32-bit host has 2 GiB of addresses in all");
  }

  private static long largest(List<AddressRange> free) {
    return free.stream().mapToLong(AddressRange::size).max().orElse(0);
  }
}
