package org.bascule.itest.lifetime;

import com.sun.jna.Callback;
import com.sun.jna.CallbackProxy;
import com.sun.jna.FromNativeContext;
import com.sun.jna.Library;
import com.sun.jna.NativeMapped;
import com.sun.jna.Pointer;
import java.util.function.BiConsumer;
import org.bascule.bridge.CallbackHandle;
import org.bascule.bridge.Session;
import org.bascule.itest.TestBed;

/** Has callbacks of its own classes called, in every way in which they can be passed. */
public final class JnaCallbackGuest implements BiConsumer<Session, JnaCallbackHost> {
  /** A number of its own kind. */
  public record Count(int number) implements NativeMapped {
    public Count() {
      this(0);
    }

    @Override
    public Object fromNative(Object value, FromNativeContext context) {
      return new Count((int) value);
    }

    @Override
    public Object toNative() {
      return number;
    }

    @Override
    public Class<?> nativeType() {
      return Integer.class;
    }
  }

  public interface Counting extends Callback {
    Count next(Count count);
  }

  public interface Own extends Library {
    int run_function(Counting function, int value);
  }

  private static final class Proxy implements CallbackProxy {
    @Override
    public Object callback(Object[] arguments) {
      return (int) arguments[0] + 3;
    }

    @Override
    public Class<?>[] getParameterTypes() {
      return new Class<?>[] {int.class};
    }

    @Override
    public Class<?> getReturnType() {
      return int.class;
    }
  }

  @Override
  public void accept(Session session, JnaCallbackHost stays) {
    Counting counting = count -> new Count(count.number() + 1);
    check(stays.run_function(counting, 1), 2);
    Callback plain =
        new Callback() {
          @SuppressWarnings("unused")
          public int twice(int value) {
            return 2 * value;
          }
        };
    check(stays.run_function(plain, 4), 8);
    check(stays.run_function(new Proxy(), 1), 4);
    check(session.load(TestBed.dll("shapes").toString(), Own.class).run_function(counting, 5), 6);
    try (CallbackHandle<Counting> handle = session.callback(Counting.class, counting)) {
      Pointer address = Pointer.createConstant(handle.address().bits());
      check(stays.run_function(address, 8), 9);
    }
  }

  private static void check(int actual, int expected) {
    if (actual != expected) {
      throw new AssertionError(actual + " instead of " + expected);
    }
  }
}
