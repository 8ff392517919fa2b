package org.bascule.bridge.upcall;

import org.bascule.bridge.call.Identity;
import org.bascule.bridge.call.UpcallTarget;

/** A Java function that has an address in the host. */
final class Registration {
  private final CallbackType<?> type;
  private final Identity<Object> function;
  private final UpcallTarget target;
  private final long address;

  /** Keeps the function alive; null while that is somebody else's business. */
  private volatile Object kept;

  private int holders;

  Registration(CallbackType<?> type, Identity<Object> function, UpcallTarget target, long address) {
    this.type = type;
    this.function = function;
    this.target = target;
    this.address = address;
  }

  CallbackType<?> type() {
    return type;
  }

  /** Its key; null if it has been collected. */
  Identity<Object> function() {
    return function;
  }

  UpcallTarget target() {
    return target;
  }

  long number() {
    return target.number();
  }

  long address() {
    return address;
  }

  /** Once more; each time must be given up. */
  synchronized void keep(Object object) {
    kept = object;
    holders++;
  }

  /** Whether nobody keeps it any more. */
  synchronized boolean giveUp() {
    return --holders <= 0;
  }

  boolean isKept() {
    return kept != null;
  }
}
