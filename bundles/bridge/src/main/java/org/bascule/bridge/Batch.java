package org.bascule.bridge;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Calls of functions of one session that are recorded and then made together, in one crossing to
 * the host: what costs is the crossing, not the call. Made by {@link Session#batch}.
 *
 * <pre>{@code
 * Batch batch = session.batch();
 * Batch.Call opened = batch.call(open, "numbers", 40).stopIf(Batch.Is.ZERO);
 * Batch.Call bumped = batch.call(bump, opened.result(), 2);
 * BatchResult result = batch.run();
 * int value = (int) result.of(bumped).value();
 * }</pre>
 *
 * <p>Arguments are of all kinds that {@link FunctionHandle#call} takes, and are looked at when the
 * batch is run; it can be run again, with what the arrays hold then. Not thread-safe.
 */
@ProviderType
public interface Batch {
  /**
   * Records a call.
   *
   * @param function of the same session, from a prototype without dots at its end
   * @param arguments one for each parameter; instead of a value, the {@link Call#result} of an
   *     earlier call of this batch
   * @throws org.bascule.error.ValueException if the function is of another session or no
   *     prototype's, their number is wrong, or a result is that of another batch
   */
  Call call(FunctionHandle function, Object... arguments);

  /**
   * Makes the calls in order, on the calling thread's Windows thread. The first call that does not
   * return as it should is the last one that is made, and so is one whose {@link Call#stopIf} says
   * so; the result tells.
   *
   * @throws org.bascule.error.ValueException if an argument does not fit, or there are more calls
   *     than go into one crossing: the message says how many do; nothing has been sent then
   * @throws org.bascule.error.SignatureException if a result cannot be looked at, or be the
   *     argument that it is meant for; nothing has been sent then
   * @throws org.bascule.error.HostEndedException if the host ended
   */
  BatchResult run();

  /** One call of a batch. */
  interface Call {
    /** Its place in the batch, from 0 on. */
    int index();

    /**
     * Stands for the call's result, as an argument of a later call of the same batch. The host puts
     * it there, in the width of the later function's parameter, which must not be narrower: whole
     * numbers and addresses for each other, floating numbers for those of their own type.
     */
    Object result();

    /**
     * Makes this the last call if its result is so.
     *
     * @return this call
     */
    Call stopIf(Is test);

    /**
     * Makes this the last call if its result is not so.
     *
     * @return this call
     */
    Call stopUnless(Is test);
  }

  /** What a result, a whole number or an address, can be. */
  enum Is {
    ZERO,
    NEGATIVE
  }
}
