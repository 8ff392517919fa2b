package org.bascule.jna.loader;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Library;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LibraryLoaderTest {
  private final List<String> asked = new ArrayList<>();

  private interface Demo extends Library {}

  private final class Noting implements LibraryLoader.Road {
    private final String name;

    Noting(String name) {
      this.name = name;
    }

    @Override
    public <T extends Library> T load(
        String library, Class<T> type, Optional<Map<String, ?>> options) {
      asked.add(name + ": " + library + " as " + type.getSimpleName() + " with " + options);
      return null;
    }
  }

  @Test
  void goesStraightToJnaOnWindows() {
    loader(true).load("demo", Demo.class, Optional.of(Map.of("a", 1)));
    assertThat(asked).containsExactly("windows: demo as Demo with Optional[{a=1}]");
  }

  @Test
  void goesToTheSessionElsewhere() {
    loader(false).load("demo", Demo.class, Optional.empty());
    assertThat(asked).containsExactly("elsewhere: demo as Demo with Optional.empty");
  }

  private LibraryLoader loader(boolean onWindows) {
    return new LibraryLoader(() -> onWindows, new Noting("windows"), new Noting("elsewhere"));
  }
}
