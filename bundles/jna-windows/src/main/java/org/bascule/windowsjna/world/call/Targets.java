package org.bascule.windowsjna.world.call;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bascule.bridge.raw.RawFunction;
import org.bascule.bridge.raw.RawHost;
import org.bascule.bridge.raw.RawRegister;
import org.bascule.bridge.raw.RawTarget;
import org.bascule.spi.Abi;
import org.bascule.spi.Convention;

/** Functions that are prepared to be called, by what makes a difference. Thread-safe. */
public final class Targets {
  /** JNA's number of {@code __stdcall}, and the bits of such numbers. */
  private static final int STDCALL = 63;

  private static final int CONVENTION_BITS = 63;

  /** libffi knows no other numbers on Windows. */
  private static final int LAST_FFI_CONVENTION = 6;

  private final RawHost host;
  private final Map<Key, RawFunction> known = new ConcurrentHashMap<>();

  /**
   * Compared by hand: the JDK keeps for ever the class of the record that it last made a comparison
   * for, and with it the world.
   */
  private record Key(
      long address, int slots, RawRegister result, Convention convention, boolean clear) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && address == key.address
          && slots == key.slots
          && result == key.result
          && convention == key.convention
          && clear == key.clear;
    }

    @Override
    public int hashCode() {
      int hash = Long.hashCode(address) * 31 + slots;
      hash = hash * 31 + result.hashCode();
      hash = hash * 31 + convention.hashCode();
      return hash * 31 + Boolean.hashCode(clear);
    }
  }

  /** None yet. */
  public Targets(RawHost host) {
    this.host = host;
  }

  /**
   * A function.
   *
   * @param name for messages
   * @param flags JNA's call flags
   * @param clear whether the last error is set to 0 before
   */
  public RawFunction get(
      String name, long address, int flags, int slots, RawRegister result, boolean clear) {
    Key key = new Key(address, slots, result, convention(flags), clear);
    RawFunction function = known.get(key);
    return function != null ? function : make(name, key);
  }

  /**
   * What a number of JNA's means here.
   *
   * @throws IllegalArgumentException if there is no such convention
   */
  public Convention convention(int flags) {
    int number = flags & CONVENTION_BITS;
    if (number == STDCALL) {
      return host.abi() == Abi.X86 ? Convention.STDCALL : Convention.CDECL;
    }
    if (number > LAST_FFI_CONVENTION) {
      throw new IllegalArgumentException("Unrecognized calling convention: " + number);
    }
    return Convention.CDECL;
  }

  private RawFunction make(String name, Key key) {
    RawTarget target =
        new RawTarget(
            name, key.address(), key.convention(), key.result(), key.clear(), key.slots());
    RawFunction made = host.function(target);
    RawFunction first = known.putIfAbsent(key, made);
    return first == null ? made : first;
  }
}
