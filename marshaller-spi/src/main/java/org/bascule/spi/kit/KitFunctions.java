package org.bascule.spi.kit;

import java.util.IdentityHashMap;
import java.util.Map;
import org.bascule.spi.FunctionPointer;
import org.bascule.spi.JavaFunction;

/** Function pointers of a test: each object gets an address of its own; nobody can call them. */
final class KitFunctions<T> implements FunctionPointer<T> {
  private static final long FIRST = 0x6000_0000L;
  private static final int STEP = 16;

  private final JavaFunction<T> java;
  private final Map<T, Long> addresses = new IdentityHashMap<>();

  KitFunctions(JavaFunction<T> java) {
    this.java = java;
  }

  @Override
  public synchronized long address(T function) {
    return function == null
        ? 0
        : addresses.computeIfAbsent(function, f -> FIRST + (long) STEP * addresses.size());
  }

  @Override
  public synchronized T function(long address) {
    if (address == 0) {
      return null;
    }
    return addresses.entrySet().stream()
        .filter(entry -> entry.getValue() == address)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    String.format("no %s at 0x%x", java.type().getName(), address)));
  }
}
