package org.bascule.itest.jna;

import static org.assertj.core.api.Assertions.assertThat;

import org.bascule.itest.jna.WindowsApi.Ticking;
import org.junit.jupiter.api.Test;

/** An interface that loads itself, through whatever is there. */
class BasculeNativeIT {
  @Test
  void loadsThroughTheSharedSession() {
    int id = Ticking.INSTANCE.GetCurrentProcessId();
    assertThat(id).isPositive();
    assertThat(Ticking.INSTANCE.GetCurrentProcessId()).isEqualTo(id);
    assertThat(Ticking.INSTANCE.toString()).contains("kernel32");
  }
}
