package org.bascule.itest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bascule.itest.WideOnly;
import org.junit.jupiter.api.Test;

/** The shell's bundle goes and comes back while nobody else uses the bridge. */
@WideOnly("what the launcher does by default, and the manual shows, has the default width")
class ShellBundleIT {
  private static final Pattern SHELL =
      Pattern.compile("(?m)^\\s*(\\d+)\\|Active.*\\|org\\.bascule\\.shell");
  private static final Pattern SESSION = Pattern.compile("session-1 +X64 +(\\d+) .* running");

  @Test
  void itsSessionIsStillThereAfterwards() throws Exception {
    String id = shellBundle();
    String lines =
        String.join(
            "\\n",
            "wine:call kernel32 \"DWORD GetCurrentProcessId(void)\"",
            "wine:sessions",
            "stop " + id,
            "start " + id,
            "wine:sessions",
            "exit",
            "");

    Launcher.Outcome outcome =
        Launcher.shipped().shell(program -> "printf '" + lines + "' | " + program);

    List<String> hosts =
        SESSION.matcher(outcome.out()).results().map(found -> found.group(1)).toList();
    assertThat(hosts).as(outcome.out() + outcome.err()).hasSize(2);
    assertThat(hosts.get(1)).as("the host").isEqualTo(hosts.get(0));
  }

  private static String shellBundle() throws Exception {
    Launcher.Outcome outcome = Launcher.shipped().command("lb -s");
    Matcher shell = SHELL.matcher(outcome.out());
    assertThat(shell.find()).as(outcome.out() + outcome.err()).isTrue();
    return shell.group(1);
  }
}
