package org.bascule.jna;

import com.sun.jna.Pointer;
import org.bascule.error.ValueException;
import org.bascule.spi.memory.Refusals;

/**
 * Which of JNA's pointers may be sent: those that came from the host, and opaque values. An address
 * of this JVM would mean some other memory there.
 */
public enum PointerPolicy {
  /** For a bare {@link Pointer}, which may well be an address of this JVM. */
  ADDRESS {
    @Override
    boolean takesPlain(long value) {
      return cannotBeLocal(value);
    }
  },
  /** For a {@code PointerType} such as {@code HANDLE}, whose plain pointers hold handles. */
  HANDLE {
    @Override
    boolean takesPlain(long value) {
      return true;
    }
  };

  /** The class that {@code createConstant} makes has no name outside of JNA. */
  private static final Class<?> OPAQUE = Pointer.createConstant(0L).getClass();

  /** Linux maps nothing below; Windows' atoms and resource numbers are there. */
  private static final long LOWEST_ADDRESS = 0x1_0000;

  /** Where user addresses end on AMD64; Windows' predefined handles are above. */
  private static final long HIGHEST_ADDRESS = 0x7FFF_FFFF_FFFFL;

  abstract boolean takesPlain(long value);

  /**
   * What to send to this host for this pointer, which may be null.
   *
   * @throws ValueException if it points into this JVM, or into another host
   */
  public long check(Pointer pointer, HostView host, String path) {
    long value = Pointer.nativeValue(pointer);
    if (pointer instanceof RemotePointer) {
      host.check(pointer, path);
      return value;
    }
    if (pointer == null || pointer.getClass() == OPAQUE) {
      return value;
    }
    if (pointer.getClass() == Pointer.class && takesPlain(value)) {
      return value;
    }
    throw Refusals.argument(
        path,
        "a Pointer that came from the DLL, or an opaque value",
        "0x"
            + Long.toHexString(value)
            + " ("
            + pointer.getClass().getTypeName()
            + "), an address in this JVM",
        "get memory in the host, for instance from malloc of msvcrt, and fill it through the"
            + " Pointer that it returns; wrap a plain value by Pointer.createConstant; programs whose"
            + " pointers are all one run in the Windows world: ./bascule java, or"
            + " WindowsWorld.loader");
  }

  /** Whether it may point into memory of this JVM. */
  public boolean maybeLocal(Pointer pointer) {
    return pointer != null
        && pointer.getClass() == Pointer.class
        && !cannotBeLocal(Pointer.nativeValue(pointer));
  }

  private static boolean cannotBeLocal(long value) {
    return value >= 0 && value < LOWEST_ADDRESS || value < 0 || value > HIGHEST_ADDRESS;
  }
}
