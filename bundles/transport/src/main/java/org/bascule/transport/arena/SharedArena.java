package org.bascule.transport.arena;

import java.nio.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.bascule.error.BasculeException;
import org.bascule.lifetime.Housekeeper;
import org.bascule.transport.Arena;
import org.bascule.transport.Block;
import org.bascule.transport.PageArea;
import org.bascule.transport.posix.DirectBuffers;
import org.bascule.transport.posix.SharedFile;

/**
 * The arena: segments that are shared by many blocks, and for a large block a segment of its own.
 * Thread-safe. Two locks, so that nobody who needs memory that is there waits for the host: {@code
 * growing} is held while a segment is made, {@code this} only for the book-keeping.
 *
 * <pre>
 *   first segment   token │ block │ free │ block │ …     shared; grows by further segments
 *   next segment    block │ block │ free …               twice as large as the one before
 *   own segment     one large block                      from 4 MiB on; goes with its block
 *   lane segments   guard │ window │ window │ … │ guard  never beside blocks; sparse files
 *   reserved pages  guard │ page │ page │ … │ guard      sparse files
 * </pre>
 */
public final class SharedArena implements Arena {
  /** The largest block: what a {@code ByteBuffer} can view, in whole units of mapping. */
  public static final long LARGEST_BLOCK = (1L << 31) - SharedFile.GRANULARITY;

  static final int LARGEST_ALIGNMENT = 4096;

  /** Blocks from this size on get a segment of their own. */
  static final long OWN_SEGMENT = 4L << 20;

  private static final long LARGEST_SHARED_SEGMENT = 64L << 20;

  private final SegmentFactory factory;
  private final HostMapping host;
  private final long limit;
  private final Supplier<RuntimeException> over;
  private final Object growing = new Object();
  private final List<Area> areas = new ArrayList<>();
  private final List<ReservedPages> reserved = new ArrayList<>();
  private final ConcurrentSkipListMap<Long, Block> blocks = new ConcurrentSkipListMap<>();

  /** Size by address of all segments. */
  private final ConcurrentSkipListMap<Long, Long> mapped = new ConcurrentSkipListMap<>();

  private final AtomicLong windowBytes = new AtomicLong();
  private final Quarantine quarantine;
  private long nextShared;
  private long capacity;
  private boolean ended;

  /**
   * An arena that begins with this segment.
   *
   * @param reserved bytes at the start of the first segment that are never given out
   * @param limit the most bytes of all segments together
   * @param over makes what is thrown once {@link #end} was called
   * @param housekeeper gives memory that was retired to others, some time later
   */
  public SharedArena(
      Segment first,
      long reserved,
      SegmentFactory factory,
      HostMapping host,
      long limit,
      Supplier<RuntimeException> over,
      Housekeeper housekeeper) {
    this.quarantine = new Quarantine(this::free, housekeeper);
    this.factory = factory;
    this.host = host;
    this.limit = limit;
    this.over = over;
    this.nextShared = Math.min(first.size() * 2, LARGEST_SHARED_SEGMENT);
    add(Area.shared(first, reserved));
  }

  @Override
  public Block allocate(long size, int alignment) {
    if (size <= 0 || alignment <= 0 || alignment > LARGEST_ALIGNMENT || !powerOfTwo(alignment)) {
      throw ArenaErrors.badRequest(size, alignment);
    }
    long largest = Math.min(factory.largest(), limit);
    if (size > largest) {
      throw ArenaErrors.tooLarge(size, largest);
    }
    if (size >= OWN_SEGMENT) {
      return allocateAlone(size);
    }
    ArenaBlock block = take(size, alignment);
    while (block == null) {
      grow(size, alignment);
      block = take(size, alignment);
    }
    block.clear();
    return block;
  }

  @Override
  public PageArea reserve(int size) {
    synchronized (growing) {
      requireRoom(0, size);
      Segment segment = factory.createSparse(size + 2L * SegmentFactory.GUARD, host);
      ReservedPages pages = new ReservedPages(segment, factory.place(), over);
      synchronized (this) {
        if (ended) {
          pages.end();
          throw over.get();
        }
        reserved.add(pages);
        cover(segment);
      }
      return pages;
    }
  }

  @Override
  public Block find(long address) {
    Map.Entry<Long, Block> below = blocks.floorEntry(address);
    return below != null && address - below.getKey() < below.getValue().size()
        ? below.getValue()
        : null;
  }

  @Override
  public boolean covers(long address) {
    Map.Entry<Long, Long> below = mapped.floorEntry(address);
    return below != null && address - below.getKey() < below.getValue();
  }

  @Override
  public long addressOf(Buffer direct) {
    return DirectBuffers.address(direct);
  }

  /** A window of a lane is found from now on. */
  void show(LaneWindow window) {
    blocks.put(window.address(), window);
  }

  void hide(LaneWindow window) {
    blocks.remove(window.address(), window);
  }

  /** A segment is there in which no blocks lie. */
  void cover(Segment segment) {
    mapped.put(segment.address(), segment.size());
  }

  @Override
  public synchronized long used() {
    return areas.stream().mapToLong(Area::used).sum() + windowBytes.get();
  }

  /** So many bytes more, or less, lie behind windows of lanes. */
  void windowsUse(long more) {
    windowBytes.addAndGet(more);
  }

  @Override
  public synchronized long capacity() {
    return capacity;
  }

  /**
   * The host has ended: nothing more is given out. What is given out stays as it is for those who
   * refer to it; the rest goes back to the system now, and each segment when its last block is
   * closed. Nothing is known here any more, so that whoever keeps an ended session keeps no memory.
   */
  public void end() {
    List<Area> empty;
    quarantine.end();
    synchronized (this) {
      ended = true;
      empty = areas.stream().filter(area -> area.used() == 0).toList();
      List.copyOf(areas).forEach(this::forget);
      reserved.forEach(ReservedPages::end);
      reserved.clear();
    }
    blocks.clear();
    mapped.clear();
    empty.forEach(area -> area.segment().vacate());
  }

  /** Called by a block that may still be in use for a moment, once. */
  void retire(ArenaBlock block) {
    blocks.remove(block.address(), block);
    if (block.area().alone()) {
      free(block); // Its addresses are nobody else's as long as somebody can reach them.
    } else {
      quarantine.add(block);
    }
  }

  /** Called for a block that nobody uses, once. */
  void free(ArenaBlock block) {
    blocks.remove(block.address(), block);
    Area area = block.area();
    boolean drop;
    boolean tell;
    synchronized (this) {
      area.give(block);
      drop = area.used() == 0 && (ended || area.alone() || spare(area));
      tell = !ended;
      if (drop) {
        forget(area);
      }
    }
    if (drop) {
      drop(area, tell);
    }
  }

  private void drop(Area area, boolean tell) {
    try {
      if (tell) {
        host.unmap(area.segment());
      }
    } finally {
      area.segment().vacate();
    }
  }

  /** Whether this empty area is not the first, and there is another empty one to grow into. */
  private boolean spare(Area area) {
    return areas.get(0) != area
        && areas.stream().anyMatch(other -> other != area && !other.alone() && other.used() == 0);
  }

  private synchronized ArenaBlock take(long size, int alignment) {
    if (ended) {
      throw over.get();
    }
    for (Area area : areas) {
      long offset = area.alone() ? -1 : area.take(size, alignment);
      if (offset >= 0) {
        return register(new ArenaBlock(this, area, offset, size));
      }
    }
    return null;
  }

  private ArenaBlock allocateAlone(long size) {
    synchronized (growing) {
      Area area = Area.alone(ownSegment(size), size);
      synchronized (this) {
        return adopt(area) ? register(new ArenaBlock(this, area, 0, size)) : refuse(area);
      }
    }
  }

  private void grow(long size, int alignment) {
    synchronized (growing) {
      synchronized (this) {
        if (areas.stream().anyMatch(area -> !area.alone() && area.couldTake(size, alignment))) {
          return;
        }
      }
      Area area = Area.shared(sharedSegment(size), 0);
      nextShared = Math.min(nextShared * 2, LARGEST_SHARED_SEGMENT);
      synchronized (this) {
        if (!adopt(area)) {
          refuse(area);
        }
      }
    }
  }

  /** Where addresses are scarce, no more than the request needs. */
  private Segment sharedSegment(long size) {
    long due = sharedSize(size);
    long needed = AddressChooser.roundUp(size);
    try {
      return lasting(due, size);
    } catch (BasculeException e) {
      if (due == needed) {
        throw e;
      }
      return lasting(needed, size);
    }
  }

  private Segment lasting(long bytes, long requested) {
    requireRoom(bytes, requested);
    return factory.create(bytes, host);
  }

  private Segment ownSegment(long size) {
    long bytes = AddressChooser.roundUp(size);
    requireRoom(bytes, size);
    return factory.createAlone(bytes, host);
  }

  /** As much as is due and the limit leaves, but enough for the request. */
  private long sharedSize(long size) {
    long needed = AddressChooser.roundUp(size);
    long left = (limit - capacity()) & -SharedFile.GRANULARITY;
    return Math.max(needed, Math.min(nextShared, left));
  }

  private synchronized void requireRoom(long bytes, long requested) {
    if (ended) {
      throw over.get();
    }
    if (capacity + bytes > limit) {
      throw ArenaErrors.full(requested, capacity, limit);
    }
  }

  private boolean adopt(Area area) {
    if (!ended) {
      add(area);
    }
    return !ended;
  }

  private ArenaBlock refuse(Area area) {
    area.segment().vacate();
    throw over.get();
  }

  private synchronized void add(Area area) {
    areas.add(area);
    mapped.put(area.segment().address(), area.segment().size());
    capacity += area.segment().size();
  }

  private void forget(Area area) {
    if (areas.remove(area)) {
      mapped.remove(area.segment().address());
      capacity -= area.segment().size();
    }
  }

  private ArenaBlock register(ArenaBlock block) {
    blocks.put(block.address(), block);
    return block;
  }

  private static boolean powerOfTwo(int number) {
    return (number & (number - 1)) == 0;
  }
}
