package org.bascule.transport.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdaptiveSpinTest {
  private final AdaptiveSpin spin = new AdaptiveSpin();

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
  void probesNowAndThenOnceItHasStopped() {
    exhaust();
    int probes = 0;
    for (int wait = 0; wait < 640; wait++) {
      if (spin.looks() > 0) {
        probes++;
        spin.missed();
      }
    }

    assertThat(probes).isEqualTo(10);
  }

  @Test
  void spinsAgainAfterAProbeThatFoundSomething() {
    exhaust();
    while (spin.looks() == 0) {
      // until the probe
    }
    spin.found(10);

    assertThat(spin.looks()).isEqualTo(AdaptiveSpin.USUAL);
    assertThat(spin.looks()).isEqualTo(AdaptiveSpin.USUAL);
  }

  @Test
  void survivesOneMiss() {
    spin.found(10);
    spin.missed();

    assertThat(spin.looks()).isPositive();
    spin.found(10);
    assertThat(spin.looks()).isGreaterThanOrEqualTo(AdaptiveSpin.USUAL);
  }

  @Test
  void growsAtOnceForASlowAnswerAndShrinksSlowly() {
    for (int i = 0; i < 1000; i++) {
      spin.found(1);
    }
    assertThat(spin.looks()).isEqualTo(AdaptiveSpin.USUAL);
    spin.found(900);
    assertThat(spin.looks()).isEqualTo(3600);
    spin.found(1);
    assertThat(spin.looks()).isBetween(3000, 3599);
    spin.found(100_000);
    assertThat(spin.looks()).isEqualTo(AdaptiveSpin.MOST);
  }

  private void exhaust() {
    while (spin.looks() > 0) {
      spin.missed();
    }
  }
}
