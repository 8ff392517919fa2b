package org.bascule.itest.windowsjna.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bascule.itest.TestBed;
import org.bascule.itest.WideOnly;
import org.bascule.itest.jdk.JavaCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the manual shows of {@code bascule java}. */
@WideOnly("the manual shows what has the default width")
class DoorManualIT {
  private static final Pattern SECTION = Pattern.compile("(?s)## Programs as they are: .*?\n## ");
  private static final Pattern SOURCE = Pattern.compile("(?s)```java\n(.*?class (\\w+).*?)```");
  private static final Pattern RUN =
      Pattern.compile("(?m)^\\$ (\\./bascule java .*)\n((?:(?![$`]).*\n)*)");

  @TempDir Path folder;

  @Test
  void itsCommandsDoWhatItShows() throws Exception {
    String page = Files.readString(TestBed.root().resolve("distribution/docs/jna.md"));
    String section = find(SECTION, page).group();
    Matcher source = find(SOURCE, section);
    Files.writeString(folder.resolve(source.group(2) + ".java"), source.group(1));
    Files.createSymbolicLink(folder.resolve("bascule"), TestBed.root().resolve("bascule"));
    Files.copy(Vendor.jna(), Files.createDirectory(folder.resolve("lib")).resolve("jna.jar"));
    Matcher command = RUN.matcher(section);
    int count = 0;
    while (command.find()) {
      assertThat(JavaCommand.own(folder).run(command.group(1)))
          .isEqualTo(new JavaCommand.Outcome(0, command.group(2), ""));
      count++;
    }
    assertThat(count).isEqualTo(2);
  }

  private static Matcher find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("the page has something like " + pattern).isTrue();
    return matcher;
  }
}
