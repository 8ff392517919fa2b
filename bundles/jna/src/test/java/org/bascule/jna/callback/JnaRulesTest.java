package org.bascule.jna.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Callback;
import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Native;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bascule.spi.CallbackThread;
import org.junit.jupiter.api.Test;

class JnaRulesTest {
  /** A function. */
  public interface Tick extends Callback {
    void tick();
  }

  @Test
  void aThreadIsAsTheProgramHasToldJna() {
    Tick tick = () -> {};
    ThreadGroup group = new ThreadGroup("ticking");
    assertThat(JnaRules.RULES.thread(tick)).isEmpty();
    Native.setCallbackThreadInitializer(
        tick, new CallbackThreadInitializer(false, false, "ticker", group));
    try {
      assertThat(JnaRules.RULES.thread(tick))
          .contains(new CallbackThread("ticker", false, Optional.of(group)));
      Native.setCallbackThreadInitializer(tick, new CallbackThreadInitializer());
      assertThat(JnaRules.RULES.thread(tick))
          .contains(new CallbackThread("", true, Optional.empty()));
    } finally {
      Native.setCallbackThreadInitializer(tick, null);
    }
    assertThat(JnaRules.RULES.thread(tick)).isEmpty();
  }

  @Test
  void exceptionsGoToTheHandlerOfTheProgram() {
    Tick tick = () -> {};
    RuntimeException thrown = new IllegalStateException("x");
    List<Object> handled = new ArrayList<>();
    Callback.UncaughtExceptionHandler usual = Native.getCallbackExceptionHandler();
    assertThat(JnaRules.RULES.uncaught(tick, thrown)).isFalse();
    Native.setCallbackExceptionHandler((callback, e) -> handled.addAll(List.of(callback, e)));
    try {
      assertThat(JnaRules.RULES.uncaught(tick, thrown)).isTrue();
    } finally {
      Native.setCallbackExceptionHandler(usual);
    }
    assertThat(handled).containsExactly(tick, thrown);
  }
}
