package org.bascule.transport;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One Java thread's private road to one Windows thread. Used by its own thread only.
 *
 * <p>The window is memory that both processes see at the same address. Whoever has the turn may
 * write anywhere from {@link #firstFree()} on; the caller of {@link #exchange} stacks his frames
 * and sections there himself.
 */
@ProviderType
public interface Lane {
  /**
   * The whole window, little-endian; positions are offsets from {@link #address()}. Always the same
   * object.
   */
  ByteBuffer window();

  /** The address of the window's first byte, the same in both processes; a multiple of 4096. */
  long address();

  /** The offset from which frames may be put; a multiple of 16. */
  int firstFree();

  /**
   * Posts the frame at this offset of the window and waits for the frame that comes back. No
   * allocation.
   *
   * @param offset a multiple of 8, at least {@link #firstFree()}
   * @param size the frame's length in bytes
   * @throws org.bascule.error.HostEndedException if the host has ended or ends meanwhile; at most
   *     100 ms after that
   * @throws org.bascule.error.BasculeException if what came back does not lie in the window
   */
  void exchange(int offset, int size);

  /** Where the frame lies that the last exchange brought; checked to lie inside the window. */
  int receivedOffset();

  /**
   * The length in bytes of the frame that the last exchange brought; checked against the window and
   * the protocol's limit.
   */
  int receivedSize();

  /** The object that {@link #attach} left here, or null. */
  Object attachment();

  /** Keeps an object of the lane's user, for as long as the lane lives. */
  void attach(Object attachment);
}
