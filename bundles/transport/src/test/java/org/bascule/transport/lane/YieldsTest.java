package org.bascule.transport.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class YieldsTest {
  private long now = 1000;
  private long cost = 300;
  private int given;
  private final Yields yields =
      new Yields(
          () -> now,
          () -> {
            given++;
            now += cost;
          });

  @Test
  void looksAfterEachYield() {
    assertThat(yields.await(() -> given == 1)).isTrue();
    assertThat(given).isOne();
    assertThat(yields.await(() -> given == 4)).isTrue();
    assertThat(given).isEqualTo(4);
  }

  @Test
  void givesUpAfterSomeAndTriesAgainWhenThatHasBecomeAHundredthOfTheTime() {
    assertThat(yields.await(() -> false)).isFalse();
    assertThat(given).isEqualTo(Yields.MOST);
    long spent = Yields.MOST * cost;
    now += 100 * spent - 1;
    assertThat(yields.await(() -> true)).isFalse();
    assertThat(given).isEqualTo(Yields.MOST);
    now++;
    assertThat(yields.await(() -> true)).isTrue();
  }

  @Test
  void stopsAtOnceWhenSomebodyElseHasTakenTheCpu() {
    cost = 3_000_000;
    assertThat(yields.await(() -> false)).isFalse();
    assertThat(given).isOne();
    now += 200_000_000;
    assertThat(yields.await(() -> true)).isFalse();
    now += 100_000_000;
    assertThat(yields.await(() -> true)).as("late, but there").isTrue();
    assertThat(yields.await(() -> true)).as("that was too long as well").isFalse();
  }

  @Test
  void staysWhileItPays() {
    for (int i = 0; i < 1000; i++) {
      assertThat(yields.await(() -> true)).isTrue();
    }
  }
}
