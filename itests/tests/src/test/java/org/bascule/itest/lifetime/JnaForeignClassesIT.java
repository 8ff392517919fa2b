package org.bascule.itest.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.ptr.ByReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.function.Consumer;
import org.bascule.itest.OpenSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Classes of loaders that go are used in calls of an interface that stays. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public class JnaForeignClassesIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final int PATIENCE_SECONDS = 30;

  private static Stays dll;

  /** Called before and after. */
  public interface Stays extends Library {
    Pointer memset(Structure anything, int value, long bytes);

    Pointer memset(ByReference anything, int value, long bytes);

    void qsort(Memory numbers, long count, long width, Callback comparison);
  }

  /** What a guest's own class does. */
  public static final class Guest implements Consumer<Stays> {
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
    public void accept(Stays stays) {
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

  @BeforeAll
  static void load() {
    dll = WINE.session().load("msvcrt", Stays.class);
    // JNA's own thread begins with the first memory, and keeps whoever is on the stack then.
    new Guest().accept(dll);
  }

  @Test
  void areCollectedWhenNobodyElseUsesThem() {
    WeakReference<ClassLoader> loader = visit();
    long end = System.nanoTime() + PATIENCE_SECONDS * NANOS_PER_SECOND;
    while (loader.get() != null && System.nanoTime() < end) {
      System.gc();
      Thread.yield();
    }
    assertThat(loader.get()).isNull();
    visit();
    Reference.reachabilityFence(dll);
  }

  private static WeakReference<ClassLoader> visit() {
    ClassLoader loader = new GuestLoader();
    try {
      Class<?> guest = Class.forName(Guest.class.getName(), false, loader);
      assertThat(guest).isNotSameAs(Guest.class);
      @SuppressWarnings("unchecked")
      Consumer<Stays> consumer = (Consumer<Stays>) guest.getConstructor().newInstance();
      consumer.accept(dll);
      return new WeakReference<>(loader);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Has classes of its own of the guest. */
  private static final class GuestLoader extends ClassLoader {
    GuestLoader() {
      super(JnaForeignClassesIT.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(Guest.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      return known != null ? known : define(name);
    }

    private Class<?> define(String name) {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] code = in.readAllBytes();
        return defineClass(name, code, 0, code.length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
