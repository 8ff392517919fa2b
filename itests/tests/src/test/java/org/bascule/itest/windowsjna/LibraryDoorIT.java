package org.bascule.itest.windowsjna;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.bridge.standalone.StandaloneBascule;
import org.bascule.itest.TestBed;
import org.bascule.itest.windowsjna.guest.StartedProgram;
import org.bascule.windowsjna.WindowsWorld;
import org.bascule.windowsjna.WorldLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that was written for Windows runs inside of one for Linux, as the manual shows. */
class LibraryDoorIT {
  @TempDir Path folder;

  @Test
  void aProgramIsStartedByItsMain() throws Exception {
    Path left = folder.resolve("left.txt");
    String name = StartedProgram.class.getName();
    List<URL> jars = List.of(WorldOfTests.place(StartedProgram.class));
    ClassLoader parent = getClass().getClassLoader();
    SessionOptions options = TestBed.options();
    String[] arguments = {left.toString(), "given"};
    try (StandaloneBascule bascule = Standalone.bascule()) {
      try (WorldLoader world = WindowsWorld.loader(jars, parent, bascule, options)) {
        Class<?> program = Class.forName(name, true, world);
        program.getMethod("main", String[].class).invoke(null, (Object) arguments);
      }
      assertThat(bascule.sessions()).isEmpty();
    }
    assertThat(left).hasContent("true right given");
  }
}
