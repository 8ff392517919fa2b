package org.bascule.transport.arena;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.bascule.error.BasculeException;

/**
 * Where the windows of lanes lie: in sparse segments of their own, which cost addresses only. A
 * window gets memory as it needs it and gives it back when it is closed. Thread-safe.
 */
public final class WindowSpace {
  /** Bytes that a window has from the start: enough for ordinary calls. */
  public static final int FIRST_BYTES = 64 * 1024;

  private static final int FIRST_WINDOWS = 16;
  private static final long LARGEST_SEGMENT = 64L << 20;

  private final SegmentFactory factory;
  private final HostMapping host;
  private final SharedArena arena;
  private final int windowSize;
  private final Supplier<RuntimeException> over;
  private final List<WindowSegment> segments = new CopyOnWriteArrayList<>();
  private boolean ended;

  /**
   * No windows yet.
   *
   * @param arena finds the windows by their addresses
   * @param windowSize bytes of addresses of each, a multiple of 4096
   * @param over makes what is thrown once {@link #end} was called
   */
  public WindowSpace(
      SegmentFactory factory,
      HostMapping host,
      SharedArena arena,
      int windowSize,
      Supplier<RuntimeException> over) {
    this.factory = factory;
    this.host = host;
    this.arena = arena;
    this.windowSize = windowSize;
    this.over = over;
  }

  /** Bytes of addresses of each window. */
  public int windowSize() {
    return windowSize;
  }

  /**
   * A window full of zeros with its first memory.
   *
   * @throws BasculeException with code {@code SHARED_MEMORY} if there is none
   */
  public GrowingBlock open() {
    LaneWindow window = take();
    try {
      window.extend(Math.min(FIRST_BYTES, windowSize));
    } catch (RuntimeException e) {
      window.close();
      throw e;
    }
    arena.show(window);
    return window;
  }

  /**
   * The host has ended: the space of each segment goes back with its last window, and its addresses
   * when nobody refers to a window any more, even if somebody keeps the session for ever.
   */
  public synchronized void end() {
    ended = true;
    segments.forEach(WindowSegment::end);
    segments.clear();
  }

  void used(long more) {
    arena.windowsUse(more);
  }

  void forget(LaneWindow window, long size) {
    arena.hide(window);
    arena.windowsUse(-size);
  }

  RuntimeException over() {
    return over.get();
  }

  RuntimeException noMemory(long size, IOException cause) {
    return ArenaErrors.noMemory(size, factory.place(), cause);
  }

  private LaneWindow take() {
    LaneWindow window = look();
    return window != null ? window : grow();
  }

  private LaneWindow look() {
    for (WindowSegment segment : segments) {
      LaneWindow window = segment.take();
      if (window != null) {
        return window;
      }
    }
    return null;
  }

  private synchronized LaneWindow grow() {
    if (ended) {
      throw over.get();
    }
    LaneWindow window = look();
    if (window != null) {
      return window; // Somebody else has made room meanwhile.
    }
    long wanted = (long) windowSize * FIRST_WINDOWS << Math.min(segments.size(), 8);
    long most = Math.max(windowSize, Math.min(LARGEST_SEGMENT, factory.largest()));
    long bytes = AddressChooser.roundUp(Math.min(wanted, most) + 2L * SegmentFactory.GUARD);
    WindowSegment segment = new WindowSegment(this, factory.createSparse(bytes, host), windowSize);
    window = segment.take();
    segments.add(segment);
    arena.cover(segment.segment());
    return window;
  }
}
