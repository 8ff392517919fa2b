package org.bascule.bridge.raw;

import org.osgi.annotation.versioning.ConsumerType;

/** A Java function that the DLL calls. */
@ConsumerType
public interface RawCallback {
  /**
   * Runs it, on the Java thread that belongs to the DLL's.
   *
   * @param call the arguments, and the place for the result, which is 0 at first; valid until this
   *     returns
   * @throws RuntimeException which is logged, and the DLL gets 0
   */
  void run(RawUpcall call);

  /**
   * The Java thread for a thread that the DLL has made itself and that is about to make its first
   * call.
   *
   * @param windowsThread its id, an unsigned number
   * @param body what the new thread shall run, once
   * @return a thread that has not been started
   */
  Thread newThread(int windowsThread, Runnable body);
}
