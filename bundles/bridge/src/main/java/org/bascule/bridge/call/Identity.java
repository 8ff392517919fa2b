package org.bascule.bridge.call;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/**
 * A key that means one object, and does not keep it. Two keys are equal while they mean the same
 * living object.
 */
public final class Identity<T> extends WeakReference<T> {
  private final int hash;

  /** The key of an object; put into the queue when the object has been collected. */
  public Identity(T object, ReferenceQueue<? super T> queue) {
    super(object, queue);
    hash = System.identityHashCode(object);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    Object mine = get();
    return mine != null && other instanceof Identity<?> that && that.get() == mine;
  }
}
