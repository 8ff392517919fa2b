package org.bascule.itest.jna;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import com.sun.jna.win32.StdCallLibrary;
import com.sun.jna.win32.W32APIOptions;
import javax.inject.Inject;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.Session;
import org.bascule.jna.loader.BasculeNative;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;

/** Interfaces of a bundle that is no part of the distribution: the tests' own. */
@RunWith(PaxExam.class)
public class JnaInFelixIT {
  @Inject private Bascule bascule;

  /** Known in this package only. */
  interface Kernel32 extends StdCallLibrary {
    Kernel32 INSTANCE = Native.load("kernel32", Kernel32.class, W32APIOptions.UNICODE_OPTIONS);

    int lstrlen(String text);

    boolean SetEvent(int event);
  }

  /** Loads itself. */
  public interface Ticking extends StdCallLibrary {
    Ticking INSTANCE = BasculeNative.load("kernel32", Ticking.class);

    int GetCurrentProcessId();
  }

  @Test
  public void readsOptionsOfAnotherBundlesInterface() {
    try (Session session = bascule.open(bascule.defaults())) {
      Kernel32 kernel32 = session.load("kernel32", Kernel32.class);
      assertThat(kernel32.lstrlen("Zugbrücke")).isEqualTo(9);
      assertThat(kernel32.SetEvent(0)).isFalse();
      assertThat(Native.getLastError()).isEqualTo(6);
    }
  }

  @Test
  public void loadsThroughTheServicesSharedSession() {
    assertThat(Ticking.INSTANCE.GetCurrentProcessId()).isPositive();
    assertThat(Ticking.INSTANCE.toString()).endsWith("in " + bascule.shared().name());
  }
}
