package org.bascule.itest.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Callback;
import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.bascule.annotation.Memsync;
import org.bascule.itest.Leftovers;
import org.bascule.itest.LogLines;
import org.bascule.itest.TestBed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** JNA's callbacks: the same interface with plain JNA on Linux, and with the bridge. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JnaCallbacksIT {
  @RegisterExtension static final UpcallSession WINE = new UpcallSession();

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final short[] BELT = {7, 5, 3, 2, 8, 4, 9, 1, 6, 3};

  /** An element of the belt. */
  public interface ConveyorBelt extends Callback {
    short get(short index);
  }

  /** Where the DLL takes the elements from. */
  @FieldOrder({"len", "get"})
  public static class Belt extends Structure {
    public short len;
    public ConveyorBelt get;
  }

  /** A picture. */
  @FieldOrder({"data", "width", "height"})
  public static class Image extends Structure {
    @Memsync(length = "width * height", type = short.class)
    public Pointer data;

    public short width;
    public short height;
  }

  /** The kernel of an image filter. */
  public interface Filter extends Callback {
    short apply(Image window);
  }

  /** One of two. */
  public interface Operation extends Callback {
    double apply(double a, double b);
  }

  /** Portable half of demo.dll. */
  public interface Demo extends Library {
    short sum_elements_from_callback(short len, ConveyorBelt get);

    short sum_elements_from_callback_in_struct(Belt data);

    short use_optional_callback(short data, ConveyorBelt process);

    double apply_op(Operation[] ops, double a, double b, int opcode);

    void apply_filter_to_image(Image in, Image out, Filter filter);

    void keep_callback(ConveyorBelt callback);

    short call_kept(short value);
  }

  /** Of one number. */
  public interface Unary extends Callback {
    int call(int value);
  }

  /** Of upcalls.dll. */
  public interface Upcalls extends Library {
    int run(Unary f, int value);

    Unary give_back(Unary f);

    Unary adder(int number);

    int same(Unary a, Unary b);

    void keep(Unary f);

    int run_kept(int value);

    int call_once_on_thread(Unary f);
  }

  private static List<Demo> both() {
    return List.of(
        WINE.session().load(TestBed.demo(), Demo.class),
        Native.load(TestBed.sharedObject().toString(), Demo.class));
  }

  private final Upcalls upcalls = WINE.load(Upcalls.class);

  @Test
  void zugbrueckesShapesAreTheSameWithPlainJna() {
    ConveyorBelt belt = index -> BELT[index];
    for (Demo demo : both()) {
      assertThat(demo.sum_elements_from_callback((short) 10, belt)).isEqualTo((short) 48);
      Belt data = new Belt();
      data.len = 10;
      data.get = belt;
      assertThat(demo.sum_elements_from_callback_in_struct(data)).isEqualTo((short) 48);
      assertThat(data.get).isSameAs(belt);
      assertThat(demo.use_optional_callback((short) 7, value -> (short) (value + 11)))
          .isEqualTo((short) 18);
      assertThat(demo.use_optional_callback((short) 7, null)).isEqualTo((short) 14);
      demo.keep_callback(belt);
      System.gc();
      assertThat(demo.call_kept((short) 4)).isEqualTo((short) 8);
      demo.keep_callback(null);
    }
  }

  @Test
  void anArrayOfCallbacksIsAnArgumentToo() {
    // Plain JNA refuses it.
    Operation[] ops = {(a, b) -> a + b, (a, b) -> a - b};
    assertThat(both().get(0).apply_op(ops, 7, 3, 0)).isEqualTo(10);
    assertThat(both().get(0).apply_op(ops, 7, 3, 1)).isEqualTo(4);
  }

  @Test
  void theImageFilterHasItsKernelInJava() {
    Demo demo = both().get(0);
    com.sun.jna.Memory pixels = new com.sun.jna.Memory(2 * 100);
    for (int i = 0; i < 100; i++) {
      pixels.setShort(2L * i, (short) i);
    }
    Image in = new Image();
    in.data = pixels;
    in.width = 10;
    in.height = 10;
    Image out = new Image();
    List<Short> widths = new ArrayList<>();
    demo.apply_filter_to_image(
        in,
        out,
        window -> {
          widths.add(window.width);
          int sum = 0;
          for (int i = 0; i < 9; i++) {
            sum += window.data.getShort(2L * i);
          }
          return (short) (sum / 9);
        });
    assertThat(widths).hasSize(100).containsOnly((short) 3);
    assertThat(out.width).isEqualTo((short) 10);
    // In the middle the mean of a slope is the pixel itself.
    for (int y = 1; y < 9; y++) {
      for (int x = 1; x < 9; x++) {
        assertThat(out.data.getShort(2L * (10 * y + x))).isEqualTo((short) (10 * y + x));
      }
    }
  }

  @Test
  void functionsOfTheDllAreCallbackObjects() {
    Unary twice = value -> 2 * value;
    assertThat(upcalls.run(twice, 21)).isEqualTo(42);
    assertThat(upcalls.give_back(twice)).isSameAs(twice);
    assertThat(upcalls.adder(10).call(5)).isEqualTo(15);
    assertThat(upcalls.adder(11)).isNull();
    assertThat(upcalls.same(twice, twice)).isEqualTo(1);
    assertThat(upcalls.same(twice, value -> value)).isZero();
    assertThat(upcalls.run(upcalls.adder(100), 1)).isEqualTo(101);
  }

  @Test
  void theInitializerSaysWhatTheThreadIsLike() {
    ThreadGroup group = new ThreadGroup("callbacks");
    AtomicReference<Thread> thread = new AtomicReference<>();
    AtomicReference<ThreadGroup> seen = new AtomicReference<>();
    Unary callback =
        value -> {
          thread.set(Thread.currentThread());
          seen.set(Thread.currentThread().getThreadGroup());
          return 0;
        };
    Native.setCallbackThreadInitializer(
        callback, new CallbackThreadInitializer(false, false, "instrument", group));
    assertThat(upcalls.call_once_on_thread(callback)).isEqualTo(7);
    assertThat(thread.get().getName()).isEqualTo("instrument");
    assertThat(thread.get().isDaemon()).isFalse();
    assertThat(seen.get()).isSameAs(group);
    assertThat(Leftovers.await(SOON, () -> !thread.get().isAlive())).isNotNull();
  }

  @Test
  void aThreadOfTheDllsOwnStaysAttachedAsLongAsItIsThere() {
    List<Object> seen = new CopyOnWriteArrayList<>();
    Unary callback =
        value -> {
          seen.add(Thread.currentThread().isDaemon());
          Native.detach(false);
          try {
            Native.detach(true);
          } catch (IllegalStateException e) {
            seen.add(e.getMessage());
          }
          return 0;
        };
    assertThat(upcalls.call_once_on_thread(callback)).isEqualTo(7);
    assertThat(seen).containsExactly(true, "Can not detach from a JVM thread");
  }

  @Test
  void theExceptionHandlerGetsWhatNoCallerCanGet() {
    List<Object> handled = new CopyOnWriteArrayList<>();
    Callback.UncaughtExceptionHandler before = Native.getCallbackExceptionHandler();
    IllegalStateException failure = new IllegalStateException("no paper");
    Unary callback =
        value -> {
          throw failure;
        };
    Native.setCallbackExceptionHandler(
        (which, exception) -> {
          handled.add(which);
          handled.add(exception);
        });
    try (LogLines log = new LogLines()) {
      upcalls.call_once_on_thread(callback);
      assertThat(handled).containsExactly(callback, failure);
      assertThat(log.messages()).isEmpty();
    } finally {
      Native.setCallbackExceptionHandler(before);
    }
    assertThatThrownBy(() -> upcalls.run(callback, 1)).isSameAs(failure);
  }

  @Test
  void aCallbackThatNobodyRefersToIsReleased() {
    try (LogLines log = new LogLines()) {
      WeakReference<Unary> gone = keepSomethingNew();
      assertThat(upcalls.run_kept(1)).isEqualTo(43);
      assertThat(
              Leftovers.await(
                  SOON,
                  () -> {
                    System.gc();
                    return gone.get() == null;
                  }))
          .isNotNull();
      assertThat(upcalls.run_kept(1)).isZero();
      assertThat(log.messages())
          .singleElement()
          .asString()
          .startsWith("BSC-506 cannot run callback " + Unary.class.getTypeName());
      upcalls.keep(null);
    }
  }

  private WeakReference<Unary> keepSomethingNew() {
    int number = Integer.parseInt("42");
    Unary callback = value -> value + number;
    upcalls.keep(callback);
    return new WeakReference<>(callback);
  }
}
