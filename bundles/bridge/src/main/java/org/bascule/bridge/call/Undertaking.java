package org.bascule.bridge.call;

/**
 * Something that a thread asks of the host and that may take long, beside plain calls: a request, a
 * batch.
 *
 * @param operation as a phrase that follows "cannot"
 * @param limit how many nanoseconds it may take; 0 for no limit
 * @param deadline until when, if there is a limit
 * @param from the first of the calls that are parts of it
 * @param at the first call behind those, which is not around it
 * @param outer another one around it, or null
 */
record Undertaking(
    String operation,
    long limit,
    long deadline,
    Activation from,
    Activation at,
    Undertaking outer) {
  /** One that begins now. */
  static Undertaking of(
      String operation, long limit, Activation from, Activation at, Undertaking outer) {
    long deadline = limit == 0 ? 0 : System.nanoTime() + limit;
    return new Undertaking(operation, limit, deadline, from, at, outer);
  }
}
