package org.bascule.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WeakValuesTest {
  private final Housekeeper housekeeper = new Housekeeper();
  private final WeakValues<String, Object> values = new WeakValues<>(housekeeper);

  @AfterEach
  void end() {
    housekeeper.close();
  }

  @Test
  void findsAnObjectForAsLongAsSomebodyHasIt() {
    Object kept = values.computeIfAbsent("kept", Object::new);
    values.computeIfAbsent("lost", Object::new);
    Garbage.collectUntil(() -> values.size() == 1);
    assertThat(values.computeIfAbsent("kept", Object::new)).isSameAs(kept);
    assertThat(values.get("lost")).isNull();
  }

  @Test
  void theEndOfAnObjectDoesNotTouchItsSuccessor() {
    values.computeIfAbsent("key", Object::new);
    Object successor = new Object();
    values.put("key", successor);
    values.computeIfAbsent("another", Object::new);
    Garbage.collectUntil(() -> values.size() == 1);
    assertThat(values.get("key")).isSameAs(successor);
  }
}
