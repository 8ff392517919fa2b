package org.bascule.itest.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Library;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.bascule.bridge.CallbackHandle;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.Session;
import org.bascule.itest.TestBed;

/**
 * Everything by which a program may call with a {@link Count}: an interface, one of JNA's, an
 * object that calls a function of the DLL, a handle, and a callback that is kept.
 */
record CountUsers(
    Upcalls plain, Jna jna, Adding proxy, FunctionHandle handle, CallbackHandle<Adding> kept) {

  /** A function of either side. */
  interface Adding {
    Count add(Count value);
  }

  /** Of upcalls.dll. */
  interface Upcalls {
    Count run(Adding f, Count value);

    Adding adder(int number);

    void keep(Adding f);

    int run_kept(int value);
  }

  /** Of msvcrt. */
  interface Jna extends Library {
    Count abs(Count value);
  }

  static CountUsers of(Session session) {
    Upcalls plain = session.load(TestBed.dll("upcalls").toString(), Upcalls.class);
    CallbackHandle<Adding> kept =
        session.callback(Adding.class, value -> new Count(value.number() + 1));
    plain.keep(kept.function());
    return new CountUsers(
        plain,
        session.load("msvcrt", Jna.class),
        plain.adder(10),
        session.function("msvcrt", "COUNT abs(COUNT value)"),
        kept);
  }

  /** Each of them calls with the marshaller that gives DLLs so many times the number. */
  void call(int times) {
    assertThat(plain.run(value -> value, new Count(3))).isEqualTo(new Count(3 * times * times));
    assertThat(jna.abs(new Count(-3))).isEqualTo(new Count(3 * times));
    assertThat(proxy.add(new Count(3))).isEqualTo(new Count(3 * times + 10));
    assertThat(handle.call(new Count(-3))).isEqualTo(new Count(3 * times));
    assertThat(plain.run_kept(3)).isEqualTo(4 * times);
  }

  /** Each of them is refused. */
  void refused(Consumer<AbstractThrowableAssert<?, ?>> check) {
    check.accept(assertThatThrownBy(() -> plain.run(value -> value, new Count(3))));
    check.accept(assertThatThrownBy(() -> jna.abs(new Count(-3))));
    check.accept(assertThatThrownBy(() -> proxy.add(new Count(3))));
    check.accept(assertThatThrownBy(() -> handle.call(new Count(-3))));
  }
}
