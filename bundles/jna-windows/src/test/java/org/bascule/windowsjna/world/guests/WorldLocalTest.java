package org.bascule.windowsjna.world.guests;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorldLocalTest {
  private static final class Lists extends WorldLocal<List<String>> {
    @Override
    protected List<String> initialValue() {
      return new ArrayList<>();
    }
  }

  @Test
  void givesEachThreadItsOwnValue() throws InterruptedException {
    Lists lists = new Lists();
    lists.get().add("here");
    Thread other = new Thread(() -> lists.get().add("there"));
    other.start();
    other.join();
    System.gc();
    assertThat(lists.get()).containsExactly("here");
    lists.remove();
    assertThat(lists.get()).isEmpty();
  }

  @Test
  void leavesNothingWithAThreadThatLivesLonger() {
    Lists lists = new Lists();
    WeakReference<Object> value = new WeakReference<>(lists.get());
    lists = null;
    for (int i = 0; i < 20 && !value.refersTo(null); i++) {
      System.gc();
    }
    assertThat(value.refersTo(null)).isTrue();
  }
}
