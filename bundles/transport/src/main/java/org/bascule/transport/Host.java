package org.bascule.transport;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** One running Wine host process. All methods may be called from any thread. */
@ProviderType
public interface Host extends AutoCloseable {
  /** Who it is, as its hello said. */
  HostFacts identity();

  /**
   * The calling thread's own lane; opened on the thread's first call, which takes about a
   * millisecond, and closed some time after the thread has ended. On a thread that serves one of
   * the DLL's own threads it is that one's lane.
   *
   * @throws org.bascule.error.HostEndedException if the host has ended
   * @throws org.bascule.error.ValueException if the calling thread is virtual
   * @throws org.bascule.error.BasculeException if the lane cannot be opened
   */
  Lane lane();

  /**
   * From now on, threads that the DLL makes itself can make upcalls. Before that, and where the
   * server denies one, an upcall of such a thread gets the result 0.
   *
   * @throws org.bascule.error.ValueException if there is a server already
   */
  void serveThreads(LaneServer server);

  /** The shared memory of this host. */
  Arena arena();

  /** How many lanes are open. */
  int openLanes();

  /**
   * The round trip time of one ping on the control channel.
   *
   * @throws org.bascule.error.HostEndedException if the host has ended
   */
  Duration ping();

  /** How much memory it has, in words; empty if that is not limited. */
  default Optional<String> memoryUse() {
    return Optional.empty();
  }

  /** Why it has ended; empty while it runs. */
  Optional<HostExit> end();

  /**
   * Calls the listener once, on a thread of the transport, when the host ends; at once if it has
   * ended already.
   */
  void onEnd(Consumer<HostExit> listener);

  /**
   * Whether somebody in the host can still have memory of its heap: a fault in the middle of it may
   * have left it locked. Takes a second if not.
   */
  default boolean heapAnswers() {
    return true;
  }

  /**
   * The host has ended, and another one has taken its place: who still uses something of this one
   * is told so.
   *
   * @param by the one, for messages
   */
  default void succeededBy(String by) {}

  /**
   * Ends the host by force, because nobody waits for it any longer; for that reason calls in flight
   * fail. Does not wait for its end.
   */
  default void giveUp(String reason) {
    close();
  }

  /**
   * Ends the host; calls in flight fail with {@code HostEndedException}. Waits until the process is
   * gone. Idempotent.
   */
  @Override
  void close();
}
