package org.bascule.lifetime;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/** A reference that knows what is to be done when its referent has been collected. */
abstract class Tracked<T> extends WeakReference<T> {
  Tracked(T referent, ReferenceQueue<Object> queue) {
    super(referent, queue);
  }

  /** Runs once, on the housekeeper's thread, after the referent has gone. */
  abstract void gone();
}
