package org.bascule.itest.apartment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bascule.annotation.DeclaredAs;
import org.bascule.bridge.Apartment;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.error.HostEndedException;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.bascule.spi.Address;
import org.bascule.spi.NativeFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A lane whose Windows thread is a single-threaded apartment with a message loop. */
class ApartmentIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final String SET_TIMER =
      "UINT_PTR __stdcall SetTimer(HWND window, UINT_PTR id, UINT milliseconds,"
          + " void (__stdcall *tick)(HWND, UINT, UINT_PTR, DWORD))";
  private static final int APARTMENT_IS_STA = 0;
  private static final int WM_USER = 0x400;

  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private Apartment apartment;

  /** What the tests call through {@link Apartment#bind}. */
  interface Kernel32 {
    @DeclaredAs("DWORD")
    int GetCurrentThreadId();
  }

  @BeforeEach
  void open() {
    apartment = WINE.session().apartment("sta");
  }

  @AfterEach
  void close() {
    apartment.close();
  }

  @Test
  void runsTimersOnItsOwnThreadWhileNobodyCalls() throws Exception {
    NativeFunction tick =
        arguments -> {
          events.add(Thread.currentThread().getName());
          return null;
        };
    Object timer = apartment.call(() -> user(SET_TIMER).call(Address.NULL, 0, 10, tick));

    List<String> three = List.of(next(), next(), next());

    assertThat(three).containsExactly("sta", "sta", "sta");
    assertThat(
            apartment.call(
                () ->
                    user("BOOL __stdcall KillTimer(HWND window, UINT_PTR id)")
                        .call(Address.NULL, timer)))
        .isEqualTo(1);
  }

  @Test
  void isASingleThreadedApartmentOfCom() throws Exception {
    int[] kind = {-1};
    int[] qualifier = {-1};
    FunctionHandle ask =
        WINE.session()
            .function("ole32", "int __stdcall CoGetApartmentType(int *kind, int *qualifier)");

    Object result = apartment.call(() -> ask.call(kind, qualifier));

    assertThat(result).isEqualTo(0);
    // The process's first one is its main one, 3.
    assertThat(kind[0]).isIn(APARTMENT_IS_STA, 3);
  }

  @Test
  void dispatchesWhatOtherThreadsPostToIt() throws Exception {
    NativeFunction hook =
        arguments -> {
          events.add("hook on " + Thread.currentThread().getName());
          return 0;
        };
    FunctionHandle setHook =
        user(
            "HHOOK __stdcall SetWindowsHookExW(int kind, LRESULT (__stdcall *hook)(int, WPARAM,"
                + " LPARAM), HINSTANCE module, DWORD thread)");
    // WH_GETMESSAGE
    Object installed =
        apartment.call(() -> setHook.call(3, hook, Address.NULL, apartment.windowsThread()));
    assertThat(installed).isNotEqualTo(Address.NULL);

    assertThat(
            user("BOOL __stdcall PostThreadMessageW(DWORD thread, UINT message, WPARAM w, LPARAM"
                    + " l)")
                .call(apartment.windowsThread(), WM_USER, 1, 2))
        .isEqualTo(1);

    assertThat(next()).isEqualTo("hook on sta");
    apartment.call(() -> user("BOOL __stdcall UnhookWindowsHookEx(HHOOK hook)").call(installed));
  }

  @Test
  void runsTasksInOrderOnOneWindowsThread() throws Exception {
    Kernel32 there =
        apartment.bind(Kernel32.class, WINE.session().load("kernel32", Kernel32.class));
    for (int i = 0; i < 100; i++) {
      String name = "task " + i;
      apartment.execute(() -> events.add(name));
    }

    assertThat(there.GetCurrentThreadId()).isEqualTo(apartment.windowsThread());

    assertThat(events).hasSize(100).startsWith("task 0", "task 1").endsWith("task 99");
  }

  @Test
  void givesTheCallerWhatHisTaskThrows() {
    IOException thrown = new IOException("mine");

    assertThatThrownBy(
            () ->
                apartment.call(
                    () -> {
                      throw thrown;
                    }))
        .isSameAs(thrown);
  }

  @Test
  void runsNestedTasksAtOnce() throws Exception {
    String name =
        apartment.call(() -> apartment.call(() -> Thread.currentThread().getName() + " again"));

    assertThat(name).isEqualTo("sta again");
  }

  @Test
  void refusesTasksAfterItsEnd() {
    apartment.close();

    assertThatThrownBy(() -> apartment.call(() -> 1))
        .isInstanceOf(HostEndedException.class)
        .hasMessage(
            """
            BSC-105 cannot run a task in the apartment sta
              where: %s
              expected: an open apartment
              actual: it has been closed
              remedy: open a new one\
            """
                .formatted(WINE.session().name()));
  }

  @Test
  void endsWithItsSession() throws Exception {
    Apartment doomed;
    CountDownLatch running = new CountDownLatch(1);
    try (Session session = Standalone.bascule().open(TestBed.options())) {
      doomed = session.apartment("doomed");
      doomed.execute(running::countDown);
      assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
    }

    doomed.close();

    assertThatThrownBy(() -> doomed.execute(() -> {})).isInstanceOf(HostEndedException.class);
  }

  private String next() throws InterruptedException {
    String event = events.poll(10, TimeUnit.SECONDS);
    assertThat(event).as("an event within ten seconds").isNotNull();
    return event;
  }

  private static FunctionHandle user(String prototype) {
    return WINE.session().function("user32", prototype);
  }
}
