package org.bascule.transport;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One Java thread's private road to one Windows thread. Used by its own thread only.
 *
 * <p>The window is memory that both processes see at the same address. Whoever has the turn may
 * write anywhere from {@link #firstFree()} on; the caller of {@link #exchange} stacks his frames
 * there himself.
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

  /**
   * How much of the window has memory behind it: nothing from this offset on may be touched. Grows
   * by {@link #extend}.
   */
  int room();

  /**
   * Has {@link #room()} be so much at least.
   *
   * @param end at most the window's capacity
   * @throws org.bascule.error.BasculeException with code {@code SHARED_MEMORY} if there is no
   *     memory
   */
  void extend(int end);

  /** The offset from which frames may be put; a multiple of 16. */
  int firstFree();

  /**
   * Posts the frame at this offset of the window and waits for the next frame that comes: the
   * answer, or an upcall of the host's, which then lies at {@code free}, rounded up to 16, or
   * behind that. No allocation.
   *
   * @param offset a multiple of 8, at least {@link #firstFree()}
   * @param size the frame's length in bytes
   * @param free the offset from which the host may put frames of its own; from {@link #firstFree()}
   *     to the end of the window
   * @throws org.bascule.error.HostEndedException if the host has ended or ends meanwhile; at most
   *     100 ms after that
   * @throws org.bascule.error.BasculeException if what came back does not lie in the window; with
   *     code {@code THREAD_ENDED} if the lane is {@link #foreign} and its Windows thread has ended
   */
  default void exchange(int offset, int size, int free) {
    exchange(offset, size, free, Cells.NONE);
  }

  /**
   * The same with cells, for a frame that the host keeps or has kept, as the protocol page tells
   * under "Kept frames". What became of a Call stands in the window at {@code ToJavaStatus} and
   * behind it when this returns, and what an upcall brings at {@code ToJavaCells}, until the next
   * exchange.
   */
  void exchange(int offset, int size, int free, Cells cells);

  /**
   * The same, where nothing that is still needed lies behind the frame: the host may put its own
   * frames there.
   */
  default void exchange(int offset, int size) {
    exchange(offset, size, Math.min(offset + size + 15 & -16, room()));
  }

  /**
   * Waits for the first frame of a {@link #foreign} lane, which is always an upcall. To be called
   * once, before anything is posted.
   *
   * @return false if the Windows thread or the host has ended; then the lane is over
   * @throws org.bascule.error.ValueException if there is nothing to wait for: the turn is on this
   *     side
   * @throws org.bascule.error.BasculeException if what came does not lie in the window
   */
  boolean receive();

  /**
   * Posts a frame and waits for the next one that comes, as {@link #exchange(int, int, int)} does,
   * but takes an end for an answer. This is how the outermost upcall of a {@link #foreign} lane is
   * answered: the thread may well end instead of calling again.
   *
   * @return false if the Windows thread or the host has ended; then the lane is over
   * @throws org.bascule.error.BasculeException if what came does not lie in the window
   */
  default boolean answer(int offset, int size, int free) {
    return answer(offset, size, free, Cells.NONE);
  }

  /** The same with cells: what the upcall has returned. */
  boolean answer(int offset, int size, int free, Cells cells);

  /**
   * How many upcalls have come here that have not been answered; -1 if an Error, a stack overflow
   * for one, has thrown the thread out of an exchange. Then {@link #unwind} comes next.
   */
  int depth();

  /**
   * Puts the lane in order after an Error: waits for what the host is still doing, drops its
   * answer, and answers upcalls, also those that come meanwhile, with nothing, until only so many
   * are left. To be called again if an Error strikes here too.
   *
   * @param depth how many upcalls shall be left
   * @throws org.bascule.error.HostEndedException if the host has ended or ends meanwhile
   * @throws org.bascule.error.BasculeException as {@link #exchange} does
   */
  void unwind(int depth);

  /**
   * Has the lane's thread wait no longer than this says, in {@link #exchange} and {@link #unwind}:
   * then the host is ended. At first it waits for ever.
   */
  default void waiter(Waiter waiter) {}

  /** Whether the lane belongs to a Windows thread that the DLL has made itself. */
  boolean foreign();

  /**
   * What another thread may run while the lane's own waits for it: some work, with this lane as
   * that thread's own.
   *
   * @param work leaves the lane at the depth that it has found
   * @throws org.bascule.error.ValueException if the lane is not {@link #foreign}
   */
  Runnable lent(Runnable work);

  /** Where the frame lies that came last; checked to lie inside the window. */
  int receivedOffset();

  /**
   * The length in bytes of the frame that came last; checked against the window and the protocol's
   * limit.
   */
  int receivedSize();

  /** The object that {@link #attach} left here, or null. */
  Object attachment();

  /**
   * Keeps an object of the lane's user, for as long as the lane lives. If it is {@link
   * AutoCloseable}, it is closed when the lane's thread has ended, by any thread.
   */
  void attach(Object attachment);
}
