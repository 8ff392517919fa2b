package org.bascule.windowsjna.world.callback;

import com.sun.jna.Callback;
import com.sun.jna.CallbackThreadInitializer;

/**
 * How a thread of the DLL's becomes one of Java's, by JNA's rules.
 *
 * @param group null for the one above all
 * @param name null for any
 * @param daemon whether the JVM may end before it
 * @param detach whether it ends with the callback; a later one gets another Java thread then
 */
record Attachment(ThreadGroup group, String name, boolean daemon, boolean detach) {
  /** Where nobody has said anything. */
  static final Attachment USUAL = new Attachment(null, null, false, true);

  /** As a program's object says. */
  static Attachment asked(CallbackThreadInitializer initializer, Callback callback) {
    return new Attachment(
        initializer.getThreadGroup(callback),
        initializer.getName(callback),
        initializer.isDaemon(callback),
        initializer.detach(callback));
  }
}
