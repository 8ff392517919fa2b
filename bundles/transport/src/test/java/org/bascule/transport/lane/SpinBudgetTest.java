package org.bascule.transport.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpinBudgetTest {
  private final SpinBudget spin = new SpinBudget(false);

  @Test
  void stopsSpinningAfterAFewMissesInARow() {
    int waits = 0;
    while (spin.looks() > 0) {
      spin.missed();
      waits++;
    }

    assertThat(waits).isEqualTo(6);
  }

  @Test
  void probesEverMoreRarelyOnceItHasStopped() {
    exhaust();
    int probes = 0;
    for (int wait = 0; wait < 100_000; wait++) {
      if (spin.looks() > 0) {
        probes++;
        spin.missed();
      }
    }

    assertThat(probes).isBetween(1550, 1570);
  }

  @Test
  void spinsAgainAfterAProbeThatFoundSomething() {
    exhaust();
    while (spin.looks() == 0) {
      // until the probe
    }
    spin.found(10);

    assertThat(spin.looks()).isEqualTo(SpinBudget.USUAL);
    assertThat(spin.looks()).isEqualTo(SpinBudget.USUAL);
  }

  @Test
  void neverSpinsWhereBothSidesShareACpu() {
    SpinBudget alone = new SpinBudget(true);
    for (int i = 0; i < 10_000; i++) {
      assertThat(alone.looks()).isZero();
    }
  }

  @Test
  void survivesOneMiss() {
    spin.found(10);
    spin.missed();

    assertThat(spin.looks()).isPositive();
    spin.found(10);
    assertThat(spin.looks()).isGreaterThanOrEqualTo(SpinBudget.USUAL);
  }

  @Test
  void growsAtOnceForASlowAnswerAndShrinksSlowly() {
    for (int i = 0; i < 1000; i++) {
      spin.found(1);
    }
    assertThat(spin.looks()).isEqualTo(SpinBudget.USUAL);
    spin.found(900);
    assertThat(spin.looks()).isEqualTo(3600);
    spin.found(1);
    assertThat(spin.looks()).isBetween(3000, 3599);
    spin.found(100_000);
    assertThat(spin.looks()).isEqualTo(SpinBudget.MOST);
  }

  private void exhaust() {
    while (spin.looks() > 0) {
      spin.missed();
    }
  }
}
