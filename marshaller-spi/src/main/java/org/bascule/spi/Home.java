package org.bascule.spi;

import java.util.Objects;

/**
 * The memory that an object of this JVM has in a host, in every call at the same address: as long
 * as anybody refers to the object.
 *
 * @param owner the object
 * @param memory what stands there now
 * @param lent whether a call in progress has it, so that what stands there may be newer than what
 *     the object holds
 */
public record Home(Object owner, WindowsMemory memory, boolean lent) {
  public Home {
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(memory, "memory");
  }
}
