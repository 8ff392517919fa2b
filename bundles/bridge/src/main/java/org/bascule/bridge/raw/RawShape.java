package org.bascule.bridge.raw;

import java.util.Objects;
import org.bascule.spi.Convention;

/**
 * How the DLL calls a Java function.
 *
 * @param convention how arguments come; all the same on x64
 * @param result where the DLL expects the result
 * @param floatingSlots bit i says that slot i of the first four holds a floating-point value; of
 *     x64 only
 * @param slots how many come
 */
public record RawShape(Convention convention, RawRegister result, int floatingSlots, int slots) {
  public RawShape {
    Objects.requireNonNull(convention, "convention");
    Objects.requireNonNull(result, "result");
  }
}
