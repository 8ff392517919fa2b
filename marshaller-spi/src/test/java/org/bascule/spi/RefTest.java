package org.bascule.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefTest {
  @Test
  void holdsAValueThatCanBeReplaced() {
    Ref<String> ref = new Ref<>("a");
    ref.set("b");

    assertThat(ref.get()).isEqualTo("b");
    assertThat(new Ref<>().get()).isNull();
  }

  @Test
  void showsItsValueAndTheElementsOfArrays() {
    assertThat(new Ref<>(5)).hasToString("[5]");
    assertThat(new Ref<>()).hasToString("[null]");
    assertThat(new Ref<>(new short[] {1, 2})).hasToString("[[1, 2]]");
  }
}
