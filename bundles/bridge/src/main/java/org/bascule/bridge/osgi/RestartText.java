package org.bascule.bridge.osgi;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bascule.bridge.RestartPolicy;

/** How a configuration says when sessions begin anew. */
final class RestartText {
  private static final Pattern LIMITED = Pattern.compile("(\\d{1,6})\\s+in\\s+(\\d{1,5})");

  private RestartText() {}

  /**
   * The policy.
   *
   * @throws org.bascule.error.ValueException if the text is none
   */
  static RestartPolicy policy(String text) {
    String said = text.strip();
    if (said.equals("never")) {
      return RestartPolicy.NEVER;
    }
    if (said.equals("on-next-use")) {
      return RestartPolicy.ON_NEXT_USE;
    }
    Matcher limited = LIMITED.matcher(said);
    if (limited.matches()) {
      return RestartPolicy.atMost(
          Integer.parseInt(limited.group(1)), Duration.ofSeconds(Long.parseLong(limited.group(2))));
    }
    throw Defaults.mistake(
        "restart", "never, on-next-use, or times and seconds as in 3 in 60", '"' + text + '"');
  }
}
