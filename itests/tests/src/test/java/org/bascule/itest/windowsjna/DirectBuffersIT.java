package org.bascule.itest.windowsjna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.bascule.itest.windowsjna.guest.BufferProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Direct buffers that the JVM has allocated. */
class DirectBuffersIT {
  @RegisterExtension static final WorldOfTests WORLD = new WorldOfTests();

  @Test
  void theyAreForTheDllWhatTheyAreForJava() {
    assertThat(WORLD.run(BufferProgram.class, "msvcrt"))
        .containsOnly(
            entry("slices", "[0, 1, 2, 0, 1, 5]"),
            entry("position", "[0, 1, 0, 1]"),
            entry("read-only", "[0, 1, 2]"),
            entry("other order", "1010101 16777216"),
            entry("sorted", "1 4"),
            entry("seen in callbacks", "true"),
            entry("by its address", "[7, 7, 2, 3]"),
            entry("written since", "0"),
            entry("both ways of passing", "[2, 5, 2, 5]"));
  }
}
