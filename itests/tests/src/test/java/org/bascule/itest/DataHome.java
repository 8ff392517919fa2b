package org.bascule.itest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.spi.Abi;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Before any test: the data folder that the tests have in place of the user's own gets the prefix
 * that the whole build shares, so that what runs with the defaults finds it too.
 */
public final class DataHome implements LauncherSessionListener {
  @Override
  public void launcherSessionOpened(LauncherSession session) {
    if (!Files.isDirectory(TestBed.prefix())) {
      Standalone.bascule().open(TestBed.options().withAbi(Abi.X64)).close();
    }
    // Surefire names the folder but does not make it.
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    Path link = Path.of(System.getenv("XDG_DATA_HOME"), "bascule", "prefix");
    try {
      Files.createDirectories(temporary);
      if (!Files.isSymbolicLink(link)) {
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, TestBed.prefix());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
