package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.function.IntUnaryOperator;
import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.error.HostEndedException;
import org.bascule.error.NativeFaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each thing that ends a call or the host: in a call, inside a callback, on the DLL's own thread.
 */
@WideOnly("MinGW's 32-bit unwinder knows nothing of Windows' exceptions")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EndingsIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final String RAISE = " at kernelbase.dll+* (RaiseException+*)";

  /** Of endings.dll. */
  public interface Endings {
    int end_here(String name);

    int end_elsewhere(String name);

    int call_back(IntUnaryOperator callback);

    int call_back_to_jump(IntUnaryOperator callback);

    void jump_out();
  }

  /** Where it happens. */
  enum Place {
    IN_A_CALL {
      @Override
      int run(Endings dll, String name) {
        return dll.end_here(name);
      }
    },
    INSIDE_A_CALLBACK {
      @Override
      int run(Endings dll, String name) {
        return dll.call_back(value -> dll.end_here(name));
      }
    },
    ON_THE_DLLS_THREAD {
      @Override
      int run(Endings dll, String name) {
        return dll.end_elsewhere(name);
      }
    };

    abstract int run(Endings dll, String name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "read            | access violation (0xc0000005) at endings.dll+*, reading 0x0",
        "write           | access violation (0xc0000005) at endings.dll+*, writing 0x0",
        "execute         | access violation (0xc0000005) at 0x0000000000000010, executing 0x10",
        "divide          | integer division by zero (0xc0000094) at endings.dll+*",
        "illegal         | illegal instruction (0xc000001d) at endings.dll+*",
        "overflow        | stack overflow (0xc00000fd) at endings.dll+*",
        "own             | exception (0xe0001234)RAISE",
        "throw           | C++ exception (0x20474343)RAISE: std::runtime_error, what(): the tank is empty",
        "throw derived   | C++ exception (0x20474343)RAISE: (anonymous namespace)::Lost, what(): row 7 of 5",
        "throw number    | C++ exception (0x20474343)RAISE: int",
        "throw bad       | C++ exception (0x20474343)RAISE: (anonymous namespace)::throwBad()::Bad",
        "throw microsoft | C++ exception (0xe06d7363)RAISE: std::runtime_error, what(): made by the other compiler",
        "exhaust         | C++ exception (0x20474343)RAISE: std::*, what(): std::bad_*",
        "abort           | abort(), which C++ calls too for an exception that nobody catches (0x40000015)RAISE",
        "assert          | abort(), which C++ calls too for an exception that nobody catches (0x40000015)RAISE",
      })
  void anExceptionCostsItsCallOrItsHostAndSaysAllThatIsKnown(String name, String words) {
    String what = words.replace("RAISE", RAISE);
    Endings dll = load(WINE.session());
    for (Place place : new Place[] {Place.IN_A_CALL, Place.INSIDE_A_CALLBACK}) {
      Throwable told = catchThrowable(() -> place.run(dll, name));
      assertThat(told).as("%s %s", name, place).isInstanceOf(NativeFaultException.class);
      assertThat(actual(told)).as("%s %s", name, place).matches(pattern(what));
      assertThat(WINE.demo("int add(int a, int b)", 1, 2)).isEqualTo(3);
    }
    assertTheHostEnds(Place.ON_THE_DLLS_THREAD, name, what + ", on thread *, which the DLL made");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exit                | exit(42), called at endings.dll+*",
        "ExitProcess         | ExitProcess(148), called at endings.dll+*",
        "TerminateProcess    | TerminateProcess(0xc0000374), called at endings.dll+*",
        "fail-fast exception | TerminateProcess(0xc0000602), called at endings.dll+*",
      })
  void whoEndsTheProcessIsTold(String name, String what) {
    assertTheHostEnds(Place.IN_A_CALL, name, what + ", on thread *, which serves calls");
    assertTheHostEnds(Place.INSIDE_A_CALLBACK, name, what + ", on thread *, which serves calls");
    assertTheHostEnds(Place.ON_THE_DLLS_THREAD, name, what + ", on thread *, which the DLL made");
  }

  @Test
  void whatWineEndsWithoutAskingIsToldByTheBitsThatAreLeft() {
    for (Place place : Place.values()) {
      assertTheHostEnds(
          place,
          "fast fail",
          "exited with status 9, the low 8 bits of 0xc0000409, a fast fail as for an overrun stack"
              + " buffer, among others");
    }
  }

  @Test
  void aReturnAddressThatWasWrittenOverIsTold() {
    assertTheHostEnds(
        Place.IN_A_CALL,
        "smash",
        "access violation (0xc0000005) at endings.dll+*, reading 0xffffffffffffffff: the return"
            + " address has been written over, on thread *, which serves calls");
  }

  @Test
  void aThreadThatEndsInsideItsCallIsTold() {
    for (Place place : new Place[] {Place.IN_A_CALL, Place.INSIDE_A_CALLBACK}) {
      assertTheHostEnds(place, "ExitThread", "the thread of lane * was ended by what it called");
    }
  }

  @Test
  void aJumpOverACallbackIsTold() {
    try (Session session = open()) {
      Endings dll = load(session);
      Throwable told =
          catchThrowable(
              () ->
                  dll.call_back_to_jump(
                      value -> {
                        dll.jump_out();
                        return 0;
                      }));
      assertThat(told).isInstanceOf(HostEndedException.class);
      assertThat(actual(told))
          .matches(pattern("a function in lane * has left an upcall by a jump"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"close handles", "500 threads"})
  void whatIsNobodyElsesBusinessChangesNothing(String name) {
    try (Session session = open()) {
      Endings dll = load(session);
      for (Place place : Place.values()) {
        assertThat(place.run(dll, name)).as("%s %s", name, place).isEqualTo(1);
        assertTheSessionWorks(session);
      }
    }
  }

  /** Every caller gets the same words, the one in progress and the next; a new session works. */
  private static void assertTheHostEnds(Place place, String name, String what) {
    try (Session session = open()) {
      Endings dll = load(session);
      Throwable told = catchThrowable(() -> place.run(dll, name));
      assertThat(told).as("%s %s", name, place).isInstanceOf(HostEndedException.class);
      assertThat(actual(told)).as("%s %s", name, place).matches(pattern(what));
      Throwable later = catchThrowable(() -> dll.end_here("nothing"));
      assertThat(later).isInstanceOf(HostEndedException.class);
      assertThat(actual(later)).isEqualTo(actual(told));
    }
    assertTheSessionWorks(WINE.session());
  }

  private static void assertTheSessionWorks(Session session) {
    assertThat(session.function(TestBed.demo(), "int add(int a, int b)").call(1, 2)).isEqualTo(3);
  }

  private static Session open() {
    return Standalone.bascule().open(TestBed.options());
  }

  private static Endings load(Session session) {
    return session.load(TestBed.dll("endings").toString(), Endings.class);
  }

  private static String actual(Throwable told) {
    return told.getMessage().replaceAll("(?s).*\n  actual: (.*)\n  remedy: .*", "$1");
  }

  /** {@code *} stands for numbers and the names beside them. */
  private static String pattern(String what) {
    return "\\Q" + what.replace("*", "\\E[0-9a-zA-Z_+() ]+\\Q") + "\\E";
  }
}
