package org.bascule.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserHomeTest {
  private static final Map<String, String> HOME = Map.of("HOME", "/home/me");

  @Test
  void isWhereTheListOfUsersSays() {
    assertThat(UserHome.of("/root", HOME)).isEqualTo(Path.of("/root"));
  }

  @Test
  void isElseWhereTheEnvironmentSays() {
    assertThat(UserHome.of("?", HOME)).isEqualTo(Path.of("/home/me"));
    assertThat(UserHome.of("", HOME)).isEqualTo(Path.of("/home/me"));
    assertThat(UserHome.of(null, HOME)).isEqualTo(Path.of("/home/me"));
  }

  @Test
  void isNowhereWhereNobodySays() {
    assertThat(UserHome.none(UserHome.of("?", Map.of()).resolve(".cache"))).isTrue();
    assertThat(UserHome.none(UserHome.of("?", Map.of("HOME", "here")))).isTrue();
    assertThat(UserHome.none(UserHome.of("/root", Map.of()))).isFalse();
  }
}
