package org.bascule.itest.lifetime;

import com.sun.jna.Callback;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
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

  public static class Descending implements Callback {
    public int callback(Pointer a, Pointer b) {
      return Integer.compare(b.getInt(0), a.getInt(0));
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
    Memory sorted = new Memory(3 * Integer.BYTES);
    sorted.write(0, new int[] {2, 3, 1}, 0, 3);
    stays.qsort(sorted, 3, Integer.BYTES, new Descending());
    check(sorted.getInt(0) == 3 && sorted.getInt(8) == 1);
  }

  private static void check(boolean right) {
    if (!right) {
      throw new AssertionError("a wrong result");
    }
  }
}
