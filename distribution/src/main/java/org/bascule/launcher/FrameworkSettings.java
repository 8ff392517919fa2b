package org.bascule.launcher;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Constants;

/**
 * What the framework and its bundles are told. The file {@code conf/framework.properties} wins over
 * these settings, and Java's system properties win over the file.
 */
final class FrameworkSettings {
  private FrameworkSettings() {}

  static Map<String, String> of(
      Home home, DataFolder data, RunFolder folder, List<Home.LeveledBundle> bundles)
      throws IOException {
    // Guests come after all bundles of the distribution.
    int guests = 1 + bundles.stream().mapToInt(Home.LeveledBundle::level).max().orElse(0);
    Map<String, String> settings = new HashMap<>();
    settings.put(Constants.FRAMEWORK_STORAGE, folder.path().resolve("felix").toString());
    settings.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
    settings.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, String.valueOf(guests));
    // Failures are reported in one line each, without Felix's stack traces.
    settings.put("felix.log.level", "0");
    settings.put("bascule.home", home.path().toString());
    settings.put("bascule.history", data.history().toString());
    // JLine hears Ctrl-C through a package that is no part of Java SE.
    settings.put(Constants.FRAMEWORK_BOOTDELEGATION, "sun.misc");
    // The console is ours; of Gogo's own shell only the commands are wanted.
    settings.put("gosh.args", "--nointeractive --noshutdown");
    fileInstall(settings, home, folder, guests);
    settings.putAll(home.frameworkProperties());
    System.getProperties().stringPropertyNames().stream()
        .filter(settings::containsKey)
        .forEach(key -> settings.put(key, System.getProperty(key)));
    return settings;
  }

  private static void fileInstall(
      Map<String, String> settings, Home home, RunFolder folder, int guests) {
    settings.put("felix.fileinstall.dir", home.deploy() + "," + home.conf());
    settings.put("felix.fileinstall.filter", ".*\\.(jar|cfg|config|cfg\\.json)");
    settings.put("felix.fileinstall.tmpdir", folder.path().resolve("fileinstall").toString());
    settings.put("felix.fileinstall.poll", "500");
    settings.put("felix.fileinstall.log.level", "1");
    settings.put("felix.fileinstall.start.level", String.valueOf(guests));
    // Both folders are read before the framework says that it has started: a command finds all.
    settings.put("felix.fileinstall.noInitialDelay", "true");
    // A configuration that changes in memory must not rewrite the operator's file.
    settings.put("felix.fileinstall.enableConfigSave", "false");
  }
}
