package org.bascule.bridge.call;

import java.util.List;

/**
 * How the arguments of an upcall arrive and its result leaves, in the terms of the protocol.
 *
 * @param convention its number in frames
 * @param register the result's register, a constant of {@link org.bascule.protocol.ResultRegister}
 * @param floatingRegisters bit i says that slot i of the first four arrives in a floating-point
 *     register; of x64 only
 * @param slotCount slots of all arguments, that of a hidden one included
 * @param places where each argument lies
 */
public record UpcallShape(
    byte convention,
    byte register,
    int floatingRegisters,
    int slotCount,
    List<ArgumentPlace> places) {

  public UpcallShape {
    places = List.copyOf(places);
  }
}
