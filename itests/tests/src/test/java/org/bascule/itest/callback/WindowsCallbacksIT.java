package org.bascule.itest.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.bascule.annotation.DeclaredAs;
import org.bascule.bridge.FunctionHandle;
import org.bascule.itest.Seed;
import org.bascule.itest.TestBed;
import org.bascule.spi.Address;
import org.bascule.spi.NativeFunction;
import org.bascule.spi.Ref;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Functions of Windows' own libraries that call back. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WindowsCallbacksIT {
  @RegisterExtension static final UpcallSession WINE = new UpcallSession();

  private static final int MANY = 100_000;

  /** Tells which of two numbers comes first. */
  public interface Comparison {
    int compare(Ref<Integer> a, Ref<Integer> b);
  }

  /** Of msvcrt.dll. */
  public interface Msvcrt {
    void qsort(
        int[] base,
        @DeclaredAs("size_t") long count,
        @DeclaredAs("size_t") long width,
        Comparison compare);

    Address bsearch(
        Ref<Integer> key,
        @DeclaredAs("const int *") int[] base,
        @DeclaredAs("size_t") long count,
        @DeclaredAs("size_t") long width,
        Comparison compare);
  }

  /** Windows' RECT. */
  public record Rectangle(int left, int top, int right, int bottom) {}

  /** Told of each monitor. */
  public interface Monitors {
    @DeclaredAs("BOOL")
    boolean monitor(
        Address monitor,
        Address context,
        Ref<Rectangle> bounds,
        @DeclaredAs("LPARAM") long parameter);
  }

  /** Of user32.dll. */
  public interface User32 {
    @DeclaredAs("BOOL")
    boolean EnumDisplayMonitors(
        Address context, Address clip, Monitors each, @DeclaredAs("LPARAM") long parameter);
  }

  private static FunctionHandle kernel32(String prototype) {
    return WINE.session().function("kernel32", prototype);
  }

  @Test
  void sortsAndFinds100000NumbersByAJavaComparison() {
    Msvcrt msvcrt = WINE.session().load("msvcrt", Msvcrt.class);
    Random random = Seed.random("WindowsCallbacksIT");
    int[] numbers = random.ints(MANY).toArray();
    int[] expected = numbers.clone();
    Arrays.sort(expected);
    AtomicInteger calls = new AtomicInteger();
    Comparison comparison =
        (a, b) -> {
          calls.incrementAndGet();
          return Integer.compare(a.get(), b.get());
        };
    long start = System.nanoTime();
    msvcrt.qsort(numbers, MANY, Integer.BYTES, comparison);
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "WindowsCallbacksIT: qsort of %d numbers: %d comparisons in %.2f s, %.0f a second%n",
        MANY, calls.get(), seconds, calls.get() / seconds);
    assertThat(numbers).isEqualTo(expected);
    assertThat(calls.get()).isGreaterThan(MANY);
    Ref<Integer> key = new Ref<>(expected[random.nextInt(MANY)]);
    calls.set(0);
    Address found = msvcrt.bsearch(key, expected, MANY, Integer.BYTES, comparison);
    assertThat(found.isNull()).isFalse();
    assertThat(calls.get()).isBetween(1, 20);
    long missing =
        random.ints().filter(n -> Arrays.binarySearch(expected, n) < 0).findFirst().getAsInt();
    Ref<Integer> absent = new Ref<>((int) missing);
    assertThat(msvcrt.bsearch(absent, expected, MANY, Integer.BYTES, comparison).isNull()).isTrue();
  }

  @Test
  void sortsByAComparisonThatCDescribes() {
    int[] numbers = {5, -3, 99, 0, 7};
    NativeFunction descending = arguments -> ((int[]) arguments[1])[0] - ((int[]) arguments[0])[0];
    WINE.session()
        .function(
            "msvcrt",
            "void qsort(int base[count], size_t count, size_t width,"
                + " int (*compare)(const int *a, const int *b))")
        .call(numbers, 5, 4, descending);
    assertThat(numbers).containsExactly(99, 7, 5, 0, -3);
  }

  @Test
  void listsTheLocalesThatWindowsKnows() {
    List<Object> locales = new ArrayList<>();
    NativeFunction each = arguments -> locales.add(arguments[0]);
    FunctionHandle list =
        kernel32("BOOL EnumSystemLocalesW(BOOL (WINAPI *each)(wchar_t *locale), DWORD flags)");
    assertThat(list.call(each, 1)).isEqualTo(1);
    assertThat(locales).hasSizeGreaterThan(20);
    assertThat(locales.stream().map(Object::toString)).contains("00000409", "00000407");
    AtomicInteger first = new AtomicInteger();
    NativeFunction enough = arguments -> first.incrementAndGet() < 3;
    list.call(enough, 1);
    assertThat(first).hasValue(3);
  }

  @Test
  void listsTheKindsOfResourcesOfAModule() {
    Object user32 = kernel32("void *LoadLibraryW(const wchar_t *name)").call("user32.dll");
    List<Object> modules = new ArrayList<>();
    List<Object> types = new ArrayList<>();
    NativeFunction each =
        arguments -> {
          modules.add(arguments[0]);
          types.add(arguments[1]);
          assertThat(arguments[2]).isEqualTo(TestBed.byWidth(-77L, -77));
          return true;
        };
    Object result =
        kernel32(
                "BOOL EnumResourceTypesW(void *module,"
                    + " BOOL (CALLBACK *each)(void *module, uintptr_t type, LONG_PTR parameter),"
                    + " LONG_PTR parameter)")
            .call(user32, each, -77);
    assertThat(result).isEqualTo(1);
    assertThat(modules).isNotEmpty().containsOnly(user32);
    // RT_VERSION, as every module of Windows has it.
    assertThat(types.stream().map(type -> ((Number) type).longValue())).contains(16L);
  }

  @Test
  void listsTheMonitorsWithTheirBounds() {
    User32 user32 = WINE.session().load("user32", User32.class);
    List<Rectangle> bounds = new ArrayList<>();
    boolean all =
        user32.EnumDisplayMonitors(
            null,
            null,
            (monitor, context, rectangle, parameter) -> {
              assertThat(monitor.isNull()).isFalse();
              assertThat(parameter).isEqualTo(4711);
              bounds.add(rectangle.get());
              return true;
            },
            4711);
    assertThat(all).isTrue();
    assertThat(bounds).isNotEmpty();
    assertThat(bounds.get(0).right()).isGreaterThan(bounds.get(0).left());
    assertThat(bounds.get(0).bottom()).isGreaterThan(bounds.get(0).top());
  }

  @Test
  void aThreadOfWindowsRunsAJavaFunction() {
    AtomicReference<Thread> ran = new AtomicReference<>();
    NativeFunction body =
        arguments -> {
          ran.set(Thread.currentThread());
          return ((Address) arguments[0]).bits() * 2;
        };
    Object thread =
        kernel32(
                "void *CreateThread(void *security, size_t stack,"
                    + " DWORD (WINAPI *body)(void *parameter), void *parameter, DWORD flags,"
                    + " DWORD *id)")
            .call(null, 0, body, new Address(21), 0, null);
    assertThat(kernel32("DWORD WaitForSingleObject(void *h, DWORD ms)").call(thread, 20_000))
        .isEqualTo(0L);
    Object status =
        kernel32("BOOL GetExitCodeThread(void *thread, [out] DWORD *code)")
            .invoke(thread, 0)
            .outputs()
            .get(0)
            .value();
    assertThat(status).isEqualTo(new int[] {42});
    assertThat(ran.get()).isNotSameAs(Thread.currentThread());
  }

  @Test
  void aTimerOfWindowsFiresAJavaFunction() throws Exception {
    CountDownLatch five = new CountDownLatch(5);
    List<Object> fired = new ArrayList<>();
    NativeFunction tick =
        arguments -> {
          synchronized (fired) {
            fired.add(List.of(arguments));
          }
          five.countDown();
          return null;
        };
    Object timer =
        kernel32(
                "BOOL CreateTimerQueueTimer([out] void **timer, void *queue,"
                    + " void (WINAPI *tick)(void *parameter, BOOLEAN fired), void *parameter,"
                    + " DWORD due, DWORD period, ULONG flags)")
            .invoke(new Ref<>(), null, tick, new Address(7), 1, 10, 0)
            .outputs()
            .get(0)
            .value();
    assertThat(five.await(30, TimeUnit.SECONDS)).isTrue();
    // INVALID_HANDLE_VALUE: waits until the last callback has ended.
    assertThat(
            kernel32("BOOL DeleteTimerQueueTimer(void *queue, void *timer, void *completed)")
                .call(null, ((Ref<?>) timer).get(), new Address(-1)))
        .isEqualTo(1);
    assertThat(((List<?>) fired.get(0)).get(0)).isEqualTo(new Address(7));
  }
}
