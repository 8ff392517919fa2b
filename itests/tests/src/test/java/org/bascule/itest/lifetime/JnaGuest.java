package org.bascule.itest.lifetime;

import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.ptr.ByReference;
import java.util.function.Consumer;

/** Uses classes of its own in calls of somebody else's interface. */
public final class JnaGuest implements Consumer<JnaHost> {
  @FieldOrder({"number", "more"})
  public static class Numbers extends Structure {
    public int number;
    public int[] more = new int[3];
  }

  public static class Single extends ByReference {
    public Single() {
      super(Integer.BYTES);
    }

    public int getValue() {
      return getPointer().getInt(0);
    }

    public void setValue(int value) {
      getPointer().setInt(0, value);
    }
  }

  @Override
  public void accept(JnaHost stays) {
    Numbers numbers = new Numbers();
    stays.memset(numbers, 1, numbers.size());
    check(numbers.more[2] == 0x01010101);
    Single single = new Single();
    stays.memset(single, 2, Integer.BYTES);
    check(single.getValue() == 0x02020202);
  }

  private static void check(boolean right) {
    if (!right) {
      throw new AssertionError("a wrong result");
    }
  }
}
