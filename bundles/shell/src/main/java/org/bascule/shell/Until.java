package org.bascule.shell;

import java.util.Map;
import org.bascule.bridge.Batch;

/** What ends a batch after a call: that its result is so, or that it is not. */
record Until(Batch.Is test, boolean holds) {
  private static final Map<String, Until> KNOWN =
      Map.of(
          "==0", new Until(Batch.Is.ZERO, true),
          "!=0", new Until(Batch.Is.ZERO, false),
          "<0", new Until(Batch.Is.NEGATIVE, true),
          ">=0", new Until(Batch.Is.NEGATIVE, false));

  /**
   * What was typed.
   *
   * @throws org.bascule.error.ValueException if it is none of them
   */
  static Until parse(Misuse misuse, Object word) {
    Until until = KNOWN.get(word.toString().replaceAll("\\s", ""));
    if (until == null) {
      throw misuse.badText("--until", "'== 0', '!= 0', '< 0' or '>= 0'", word.toString());
    }
    return until;
  }

  void on(Batch.Call call) {
    if (holds) {
      call.stopIf(test);
    } else {
      call.stopUnless(test);
    }
  }
}
