package org.bascule.bridge.call;

/**
 * A callback as the host knows it.
 *
 * @param number what upcalls call it
 * @param shape of its arguments and result
 * @param template its prepared frame
 */
public record UpcallTarget(long number, UpcallShape shape, UpcallTemplate template) {
  /** With a prepared frame. */
  public static UpcallTarget of(long number, UpcallShape shape) {
    return new UpcallTarget(number, shape, UpcallTemplate.of(number, shape.slotCount()));
  }
}
