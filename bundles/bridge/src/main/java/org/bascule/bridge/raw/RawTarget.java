package org.bascule.bridge.raw;

import java.util.Objects;
import org.bascule.spi.Convention;

/**
 * A function to be called.
 *
 * @param name for messages
 * @param address where it lies
 * @param convention how it takes arguments; all the same on x64
 * @param result where it leaves its result
 * @param clearLastError whether the last error is set to 0 before each call
 * @param slots how many it takes
 */
public record RawTarget(
    String name,
    long address,
    Convention convention,
    RawRegister result,
    boolean clearLastError,
    int slots) {

  public RawTarget {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(convention, "convention");
    Objects.requireNonNull(result, "result");
  }
}
