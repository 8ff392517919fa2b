package org.bascule.transport.lane;

import java.util.Arrays;

/**
 * What the two sides of a lane owe each other: upcalls that Java has not answered, and above each
 * of them perhaps a frame of Java's that the host has not answered. Offsets alone tell what is
 * what: an answer has the offset of what it answers.
 */
final class Dialogue {
  private static final int OF_JAVA = -1;

  // Pairs of offset and size, from the outermost on; of Java's own frames no size is kept.
  private int[] frames = new int[16];
  private int top;

  /** Whether the innermost frame is an upcall that waits for its answer. */
  boolean owing() {
    return top > 0 && frames[top - 1] != OF_JAVA;
  }

  /** Where the innermost frame lies. */
  int offset() {
    return frames[top - 2];
  }

  /** The size of the innermost frame, if that is an upcall. */
  int size() {
    return frames[top - 1];
  }

  /** The host's first frame. */
  void begun(int offset, int size) {
    push(offset, size);
  }

  /** Java has posted a frame, and one has come back. */
  void turned(int posted, int postedSize, int received, int receivedSize) {
    if (owing() && offset() == posted && size() == postedSize) {
      top -= 2;
    } else {
      push(posted, OF_JAVA);
    }
    if (top > 0 && !owing() && offset() == received) {
      top -= 2;
    } else {
      push(received, receivedSize);
    }
  }

  private void push(int offset, int size) {
    if (top == frames.length) {
      frames = Arrays.copyOf(frames, 2 * top);
    }
    frames[top] = offset;
    frames[top + 1] = size;
    top += 2;
  }
}
