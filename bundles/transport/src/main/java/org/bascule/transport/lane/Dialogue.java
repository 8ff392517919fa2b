package org.bascule.transport.lane;

import java.util.Arrays;

/**
 * What the two sides of a lane owe each other: upcalls that Java has not answered, and below each
 * of them the frame of Java's that the host has not answered; only the lane of a thread of the
 * DLL's begins with an upcall. Offsets alone tell what is what: an answer has the offset of what it
 * answers.
 *
 * <p>An Error may strike wherever a method is called, so no method calls another one between its
 * stores, and one store is what counts.
 */
final class Dialogue {
  private static final int OF_JAVA = -1;

  // Pairs of offset and size, from the outermost on; of Java's own frames no size is kept.
  private int[] frames = new int[16];

  // How many frames have come, and below that how much of the array counts.
  private long state;

  // How many frames had come when the present conversation began, if it has upcalls.
  private int began;

  private int postedOffset;
  private int postedSize;

  /** Whether the innermost frame is an upcall that waits for its answer. */
  boolean owing() {
    int top = (int) state;
    return top > 0 && frames[top - 1] != OF_JAVA;
  }

  /** How many upcalls wait for their answers while the turn is on this side. */
  int depth() {
    // Two numbers for each frame, and every second frame is an upcall, the last one for certain.
    return (int) state + 2 >> 2;
  }

  /** How many frames have come. */
  int count() {
    return (int) (state >>> Integer.SIZE);
  }

  /**
   * Stays the same from a frame of Java's, posted when nothing else was in progress, to its answer.
   */
  int conversation() {
    return (int) state == 0 ? count() : began;
  }

  /** Where the innermost frame lies. */
  int offset() {
    return frames[(int) state - 2];
  }

  /** The size of the innermost frame, if that is an upcall. */
  int size() {
    return frames[(int) state - 1];
  }

  /** Java is about to post this; it counts when the next frame has come. */
  void posting(int offset, int size) {
    postedOffset = offset;
    postedSize = size;
  }

  /**
   * A frame has come.
   *
   * @param count how many have come with it; nothing happens if it is known already
   */
  void came(int count, int offset, int size) {
    int top = (int) state;
    if (count == (int) (state >>> Integer.SIZE)) {
      return;
    }
    // What comes back as it was posted is answered, or another upcall in the place of the last one.
    if (offset != postedOffset || size != postedSize) {
      top = moved(top, count, offset, size);
    }
    state = (long) count << Integer.SIZE | top;
  }

  private int moved(int before, int count, int offset, int size) {
    int[] known = frames;
    if (before == 0) {
      began = count - 1;
    }
    if (before + 4 > known.length) {
      known = Arrays.copyOf(known, 2 * known.length);
      frames = known;
    }
    int top = before;
    if (top > 0
        && known[top - 1] != OF_JAVA
        && known[top - 2] == postedOffset
        && known[top - 1] == postedSize) {
      top -= 2;
    } else if (postedOffset > 0) {
      known[top] = postedOffset;
      known[top + 1] = OF_JAVA;
      top += 2;
    }
    if (top > 0 && known[top - 1] == OF_JAVA && known[top - 2] == offset) {
      return top - 2;
    }
    known[top] = offset;
    known[top + 1] = size;
    return top + 2;
  }
}
