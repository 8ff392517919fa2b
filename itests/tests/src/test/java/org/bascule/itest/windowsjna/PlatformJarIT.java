package org.bascule.itest.windowsjna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.sun.jna.platform.win32.Kernel32Util;
import org.bascule.itest.WideOnly;
import org.bascule.itest.windowsjna.guest.AutomationProgram;
import org.bascule.itest.windowsjna.guest.ComProgram;
import org.bascule.itest.windowsjna.guest.PlatformProgram;
import org.bascule.itest.windowsjna.guest.ToolsProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** jna-platform's jar as it is published. */
@WideOnly("the world's structs by value follow the rules of 64 bits")
class PlatformJarIT {
  @RegisterExtension static final WorldOfTests WORLD = new WorldOfTests(Kernel32Util.class);

  @Test
  void functionsOfWindowsAndWhatIsBuiltOnThem() {
    assertThat(WORLD.run(PlatformProgram.class, ""))
        .containsOnly(
            entry("computer", "true"),
            entry("user", "true"),
            entry("account", "SYSTEM"),
            entry("environment", "\u00fcber"),
            entry("page size", "4096"),
            entry("error", "not found"),
            entry("waited", "0"),
            entry("registry", "[bytes, number, text]"),
            entry("text", "Gr\u00fc\u00dfe"),
            entry("bytes", "[1, 2, 3]"),
            entry("gone", "true"),
            entry("class", "true"),
            entry("message", "5 7"),
            entry("folder", "C:\\windows"));
  }

  @Test
  void comObjectsByTheirVtablesAndByTheFactory() {
    assertThat(WORLD.run(ComProgram.class, ""))
        .containsOnly(
            entry("references", "2"),
            entry("count", "0"),
            entry("released", "0"),
            entry("entries", "2 true"),
            entry("items", "1 Gr\u00fc\u00dfe"),
            entry("twice", "0x80020009"));
  }

  @Test
  void filesProcessesServicesAndCounters() {
    assertThat(WORLD.run(ToolsProgram.class, ""))
        .containsOnly(
            entry("cache", "null true"),
            entry("counter", "0 0 0 0"),
            entry("domain", "true"),
            entry("drives", "true"),
            entry("expanded", "C:\\windows\\x"),
            entry("file", "win.ini"),
            entry("groups", "true"),
            entry("guid", "{A5DCBF10-6530-11D2-901F-00C04FB951ED}"),
            entry("hidden", "false"),
            entry("known folder", "C:\\windows"),
            entry("mapped", "\u00fcber true"),
            entry("message", "true"),
            entry("modules", "true"),
            entry("network", "0 true"),
            entry("pipe", "[1, 2, 3] 3"),
            entry("privilege", "true"),
            entry("processes", "true"),
            entry("resources", "true"),
            entry("secret", "secret"),
            entry("service", "32"),
            entry("services", "true"),
            entry("snapshot", "true true"),
            entry("variables", "true"),
            entry("version", "10"));
  }

  @Test
  void objectsOfScriptsTypeLibrariesAndEvents() {
    assertThat(WORLD.run(AutomationProgram.class, ""))
        .containsOnly(
            entry("files", "-1 C:\\a\\b txt"),
            entry("shell", "windows"),
            entry("loaded", "-1"),
            entry("document", "a Gr\u00fc\u00dfe"),
            entry("library", "stdole 42 GUID 1"),
            entry("library of a file", "Scripting true"),
            entry("events", "[0] 1"));
  }
}
