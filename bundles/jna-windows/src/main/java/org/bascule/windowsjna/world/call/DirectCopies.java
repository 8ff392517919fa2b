package org.bascule.windowsjna.world.call;

import java.nio.Buffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bascule.windowsjna.world.memory.DirectMemory;

/**
 * The direct buffers of the JVM among the arguments of one call, as the DLL has them: those that
 * overlap here overlap there.
 */
final class DirectCopies {
  private final Slots slots;
  private final List<Piece> pieces = new ArrayList<>();

  /** Those of the call that this one is made from; null if there are none. */
  final DirectCopies outer;

  /** A buffer's memory from its position on. */
  private record View(Buffer buffer, long start, long end) {}

  /** Memory of the JVM, its copy, and the buffers that lie in it. */
  private record Piece(long start, long end, long copy, List<View> views) {
    long at(View view) {
      return copy + (view.start - start);
    }
  }

  /**
   * Copies for a call.
   *
   * @param arguments all of them; what is no such buffer does not count
   */
  DirectCopies(Slots slots, Object[] arguments, DirectCopies outer) {
    this.slots = slots;
    this.outer = outer;
    List<View> views = new ArrayList<>();
    for (Object argument : arguments) {
      if (argument instanceof Buffer buffer && buffer.isDirect()) {
        View view = view(buffer);
        if (!isElsewhere(view)) {
          views.add(view);
        }
      }
    }
    views.sort(Comparator.comparingLong(View::start));
    join(views);
  }

  private View view(Buffer buffer) {
    long begin = slots.direct().addressOf(buffer);
    long width = DirectMemory.width(buffer);
    return new View(
        buffer.duplicate().limit(buffer.capacity()),
        begin + width * buffer.position(),
        begin + width * buffer.capacity());
  }

  private boolean isElsewhere(View view) {
    long length = view.end - view.start;
    return slots.heap().contains(view.start, length)
        || slots.twins().find(view.start, length).isPresent();
  }

  /** What begins in the middle of another one belongs to it. */
  private void join(List<View> sorted) {
    List<View> group = new ArrayList<>();
    long end = 0;
    for (View view : sorted) {
      if (!group.isEmpty() && view.start >= end) {
        add(group, end);
        group = new ArrayList<>();
      }
      end = group.isEmpty() ? view.end : Math.max(end, view.end);
      group.add(view);
    }
    if (!group.isEmpty()) {
      add(group, end);
    }
  }

  private void add(List<View> group, long end) {
    long start = group.get(0).start;
    pieces.add(new Piece(start, end, slots.lend(Math.max(1, end - start), null), group));
  }

  /** Where the DLL finds a buffer that is among the arguments, from its position on. */
  long address(Buffer buffer) {
    View wanted = view(buffer);
    for (Piece piece : pieces) {
      if (wanted.start >= piece.start && wanted.end <= piece.end) {
        return piece.at(wanted);
      }
    }
    throw new IllegalArgumentException("no argument of this call: " + buffer);
  }

  /** Has the DLL see what Java has written. */
  void forth() {
    for (Piece piece : pieces) {
      piece.views.forEach(view -> slots.direct().forth(view.buffer, piece.at(view)));
    }
  }

  /** Has Java see what the DLL has written. */
  void back() {
    for (Piece piece : pieces) {
      piece.views.forEach(view -> slots.direct().back(piece.at(view), view.buffer));
    }
  }
}
