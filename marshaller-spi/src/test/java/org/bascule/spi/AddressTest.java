package org.bascule.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressTest {
  @Test
  void isNullOnlyAtZero() {
    assertThat(Address.NULL.isNull()).isTrue();
    assertThat(new Address(Long.MIN_VALUE).isNull()).isFalse();
  }

  @Test
  void shows16Digits() {
    assertThat(new Address(0x7f1234)).hasToString("0x00000000007f1234");
    assertThat(new Address(-1)).hasToString("0xffffffffffffffff");
  }

  @Test
  void walksBytes() {
    assertThat(new Address(0x1000).plus(16)).isEqualTo(new Address(0x1010));
    assertThat(new Address(0x1000).plus(-1)).isEqualTo(new Address(0xfff));
  }
}
