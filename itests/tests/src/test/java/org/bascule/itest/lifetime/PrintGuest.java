package org.bascule.itest.lifetime;

import com.sun.jna.IntegerType;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.PointerType;
import java.util.function.BiConsumer;
import org.bascule.bridge.FunctionHandle;
import org.bascule.itest.TestBed;

/** Passes objects of classes of its own where somebody else's function takes any. */
public final class PrintGuest implements BiConsumer<JnaHost, FunctionHandle> {
  public static class Number extends IntegerType {
    private static final long serialVersionUID = 1;

    public Number() {
      this(0);
    }

    Number(int value) {
      super(Integer.BYTES, value);
    }
  }

  public static class Place extends PointerType {
    public Place() {}

    Place(long address) {
      super(new Pointer(address));
    }
  }

  @Override
  public void accept(JnaHost stays, FunctionHandle sprintf) {
    byte[] printed = new byte[64];
    stays.sprintf(printed, "%d %p %d", new Number(5), new Place(0xABC), 6);
    check(Native.toString(printed), "5 " + TestBed.byWidth("00000000", "") + "00000ABC 6");
    StringBuilder text = new StringBuilder(64);
    sprintf.call(text, "%d %p", 7, new Place(0xDEF));
    check(text.toString(), "7 " + TestBed.byWidth("00000000", "") + "00000DEF");
  }

  private static void check(String printed, String wanted) {
    if (!printed.equals(wanted)) {
      throw new AssertionError(printed);
    }
  }
}
