package org.bascule.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameworkSettingsTest {
  @TempDir private Path temporary;
  private Home home;
  private DataFolder data;

  @BeforeEach
  void prepare() throws Exception {
    home = new Home(temporary.resolve("home"));
    data = new DataFolder(temporary.resolve("data"));
    Files.createDirectories(home.conf());
  }

  @AfterEach
  void forget() {
    System.clearProperty("felix.fileinstall.poll");
  }

  @Test
  void watchesTheDeployAndConfFolders() throws Exception {
    assertThat(settings())
        .containsEntry("felix.fileinstall.dir", home.deploy() + "," + home.conf())
        .containsEntry("felix.fileinstall.noInitialDelay", "true")
        .containsEntry("felix.fileinstall.start.level", "10")
        .containsEntry("org.osgi.framework.startlevel.beginning", "10");
  }

  @Test
  void keepsTheFrameworkInTheRunFolder() throws Exception {
    Map<String, String> settings = settings();

    assertThat(Path.of(settings.get("org.osgi.framework.storage"))).startsWithRaw(data.runs());
    assertThat(settings).containsEntry("org.osgi.framework.storage.clean", "onFirstInit");
  }

  @Test
  void letsTheFileWin() throws Exception {
    Files.writeString(
        home.conf().resolve("framework.properties"), "felix.fileinstall.poll = 7\nown = 1\n");

    assertThat(settings()).containsEntry("felix.fileinstall.poll", "7").containsEntry("own", "1");
  }

  @Test
  void letsSystemPropertiesWinOverTheFile() throws Exception {
    Files.writeString(home.conf().resolve("framework.properties"), "felix.fileinstall.poll = 7\n");
    System.setProperty("felix.fileinstall.poll", "8");

    assertThat(settings()).containsEntry("felix.fileinstall.poll", "8");
  }

  private Map<String, String> settings() throws Exception {
    List<Home.LeveledBundle> bundles =
        List.of(
            new Home.LeveledBundle(9, Path.of("b.jar")),
            new Home.LeveledBundle(2, Path.of("a.jar")));
    return FrameworkSettings.of(home, data, RunFolder.create(data), bundles);
  }
}
