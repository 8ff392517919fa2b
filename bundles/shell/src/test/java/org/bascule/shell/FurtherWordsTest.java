package org.bascule.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FurtherWordsTest {
  @Test
  void readsNumbersWhereTheyLookLikeSome() {
    assertThat(meant("42", "-7", "0x10", "010", "1.5", "-2e3", ".5", "1099511627776"))
        .containsExactly(42L, -7L, 16L, 10L, 1.5, -2000.0, 0.5, 1099511627776L);
  }

  @Test
  void leavesEverythingElse() {
    assertThat(meant("Zug", "1.2.3", "", "12 apples", "99999999999999999999x", "NaN"))
        .containsExactly("Zug", "1.2.3", "", "12 apples", "99999999999999999999x", "NaN");
    List<Integer> list = List.of(1, 2);
    assertThat(FurtherWords.meant(new Object[] {list, null}, 0)).containsExactly(list, null);
  }

  @Test
  void readsTheWordsOfListsToo() {
    assertThat(meant(List.of("0", "1.5"), List.of("a"), List.of()))
        .containsExactly(List.of(0L, 1.5), List.of("a"), List.of());
  }

  @Test
  void leavesTheWordsOfParameters() {
    assertThat(FurtherWords.meant(new Object[] {"1", "2", "3"}, 2)).containsExactly("1", "2", 3L);
  }

  private static Object[] meant(Object... words) {
    return FurtherWords.meant(words, 0);
  }
}
