package org.bascule.windowsjna.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorldJarsTest {
  @Test
  void commasInQuotesPartNoClauses() {
    assertThat(WorldJars.clauses(" a.b;version=\"1\";uses:=\"c,d\", c, d;x=1 "))
        .containsExactly("a.b;version=\"1\";uses:=\"c,d\"", "c", "d;x=1");
  }
}
