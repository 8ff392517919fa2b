package org.bascule.itest.windowsjna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.bascule.itest.TestBed;
import org.bascule.itest.windowsjna.guest.AttachedProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** JNA's rules for callbacks on threads that the DLL has made. */
class ThreadRulesIT {
  @RegisterExtension static final WorldOfTests WORLD = new WorldOfTests();

  @Test
  void javaThreadsComeAndGoAsJnaSays() {
    assertThat(WORLD.run(AttachedProgram.class, TestBed.dll("upcalls").toString()))
        .containsOnly(
            entry("usual", "3 alive 0"),
            entry("usual daemon", "false"),
            entry("kept", "1 kept ends true"),
            entry("changing", "2 ends true"),
            entry("nested", "[true, true]"),
            entry("failing", "0 [no 0, no 1]"),
            entry("many", "1200"));
  }
}
