package org.bascule.itest.windowsjna;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.itest.Leftovers;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.bascule.itest.windowsjna.guest.PlatformProgram;
import org.bascule.itest.windowsjna.guest.StayingProgram;
import org.bascule.windowsjna.WindowsWorld;
import org.bascule.windowsjna.WorldLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is left of a world that has been closed, while the thread that has used it lives on. */
class CollectedWorldIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final URL TESTS = WorldOfTests.place(CollectedWorldIT.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @SuppressWarnings("unchecked")
  private static Map<String, String> run(ClassLoader loader, Class<?> program, String argument)
      throws ReflectiveOperationException {
    return ((Function<String, Map<String, String>>)
            Class.forName(program.getName(), true, loader).getConstructor().newInstance())
        .apply(argument);
  }

  private static WeakReference<ClassLoader> closed(WorldLoader loader, Class<?> program)
      throws IOException, ReflectiveOperationException {
    try (loader) {
      assertThat(run(loader, program, TestBed.demo())).isNotEmpty();
    }
    return new WeakReference<>(loader);
  }

  private static void awaitCollection(WeakReference<ClassLoader> loader) {
    Duration taken =
        Leftovers.await(
            PATIENCE,
            () -> {
              System.gc();
              return loader.refersTo(null);
            });
    assertThat(taken).as("until it was collected").isNotNull();
  }

  private static WorldLoader world() {
    return WindowsWorld.loader(
        List.of(TESTS), CollectedWorldIT.class.getClassLoader(), WINE.session());
  }

  @Test
  void aWorldIsCollectedThoughItsSessionGoesOn() throws Exception {
    awaitCollection(closed(world(), StayingProgram.class));
    assertThat(WINE.session().end()).isEmpty();
  }

  @Test
  void aWorldWithASessionOfItsOwnIsCollected() throws Exception {
    ClassLoader parent = CollectedWorldIT.class.getClassLoader();
    awaitCollection(
        closed(
            WindowsWorld.loader(List.of(TESTS), parent, Standalone.bascule(), TestBed.options()),
            StayingProgram.class));
  }

  @Test
  void aWorldWithJnaPlatformIsCollected() throws Exception {
    awaitCollection(closed(world(), PlatformProgram.class));
  }
}
