package org.bascule.transport;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Java's side of the threads that the DLL makes itself, or Windows for it. Each gets a Java thread
 * and a lane of its own when it calls back for the first time, and keeps both until it ends.
 */
@ConsumerType
public interface LaneServer {
  /**
   * The Java thread for a Windows thread. The transport starts it. Called on a thread of the
   * transport, on several at once if many threads ask at once.
   *
   * @param windowsThread the Windows thread's id, an unsigned number
   * @param callback the number in the upcall that the Windows thread is about to make
   * @param body what the new thread shall run, once: it opens the lane, calls {@link #serve}, and
   *     closes the lane
   * @return a thread that has not been started; null to deny, so that the upcall gets the result 0,
   *     and the next one of that Windows thread asks again
   */
  Thread newThread(int windowsThread, long callback, Runnable body);

  /**
   * Serves a lane on its Java thread until it is over: {@link Lane#receive()} for the first upcall,
   * then {@link Lane#answer} for as long as that brings another one. When this returns, the lane is
   * closed, and must not be used any more. If it returns or throws too early, the Windows thread's
   * upcalls get the result 0 until it ends.
   */
  void serve(Lane lane);
}
