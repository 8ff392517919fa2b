package org.bascule.bridge.call;

/**
 * What ends a batch after one of its calls.
 *
 * @param stop a constant of {@link org.bascule.protocol.BatchStop}
 * @param bytes of the result that is looked at
 * @param signed whether it has a sign
 */
public record BatchStep(byte stop, int bytes, boolean signed) {}
