package org.bascule.bridge.upcall;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import org.bascule.bridge.call.UpcallTarget;

/**
 * A Java function that has an address in the host. What passing gave, the address keeps while the
 * function lives; what a handle gave, it keeps until the last handle is closed.
 */
final class Registration {
  private final Reference<CallbackType<?>> type;
  private final String name;
  private final Reference<?> function;
  private final UpcallTarget target;
  private final long address;
  private final boolean passed;

  /** Keeps the function alive; null while that is somebody else's business. Guarded by this. */
  private Object kept;

  private int holders;
  private volatile boolean givenUp;

  /**
   * A function that has got its address.
   *
   * @param passed whether it was passed to the DLL; else it must be kept by somebody
   */
  Registration(
      CallbackType<?> type,
      Reference<?> function,
      UpcallTarget target,
      long address,
      boolean passed) {
    this.type = new WeakReference<>(type);
    this.name = type.name();
    this.function = function;
    this.target = target;
    this.address = address;
    this.passed = passed;
  }

  /**
   * Its type, which the classes of the type keep: they lead to the function perhaps, which must not
   * be kept by what is known of it here. Null if they have gone.
   */
  CallbackType<?> type() {
    return type.get();
  }

  /** For messages. */
  String name() {
    return name;
  }

  /** The Java object; null if it has been collected or released. */
  Object function() {
    return function.get();
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

  /** Whether its address is being taken back: nobody new may get it. */
  boolean isGivenUp() {
    return givenUp;
  }

  /** Keeps it once more; each time must be given up. False if it was given up just before. */
  synchronized boolean keep(Object object) {
    if (givenUp) {
      return false;
    }
    kept = object;
    holders++;
    return true;
  }

  /** One holder less; whether the address must be taken back now. True once. */
  synchronized boolean giveUp() {
    holders--;
    if (holders > 0 || givenUp) {
      return false;
    }
    kept = null;
    givenUp = !passed;
    return givenUp;
  }
}
