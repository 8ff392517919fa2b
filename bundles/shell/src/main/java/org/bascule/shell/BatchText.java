package org.bascule.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.bascule.bridge.BatchResult;
import org.bascule.bridge.BatchResult.Outcome;
import org.bascule.bridge.BatchResult.Status;
import org.bascule.bridge.CallResult;
import org.bascule.bridge.FunctionHandle;

/** What the shell shows of a batch: a line for each call, then what the calls have changed. */
record BatchText(List<FunctionHandle> functions, BatchResult result) {
  /**
   * The text; or it is printed, and what a call has failed with is thrown.
   *
   * @param session whose console that is
   */
  Object told(CommandSession session) {
    Optional<Outcome> failed =
        result.outcomes().stream().filter(o -> o.status() == Status.FAILED).findFirst();
    if (failed.isPresent()) {
      session.getConsole().println(this);
      throw BatchText.<RuntimeException>sneak(failed.get().failure());
    }
    return toString();
  }

  @Override
  public String toString() {
    Table table = new Table("call", "function", "status", "last error", "result");
    List<String> lines = new ArrayList<>();
    for (Outcome outcome : result.outcomes()) {
      String name = name(outcome);
      boolean returned = outcome.status() == Status.RETURNED;
      table.row(
          name,
          functions.get(outcome.call().index()).name(),
          outcome.status().name().toLowerCase(Locale.ROOT).replace('_', ' '),
          outcome.lastError(),
          returned ? text(outcome.result()) : "");
      if (returned) {
        outcome.result().outputs().forEach(output -> lines.add(name + " " + output));
      }
    }
    lines.add(0, table.toString());
    result.reason().ifPresent(reason -> lines.add("ended early: " + numbered(reason)));
    return String.join("\n", lines);
  }

  private static String text(CallResult result) {
    return result.value() == null ? "" : result.text();
  }

  /** The batch counts from 0 on. */
  private String numbered(String reason) {
    for (Outcome outcome : result.outcomes()) {
      if (reason.startsWith(outcome.call() + " ")) {
        return name(outcome) + reason.substring(outcome.call().toString().length());
      }
    }
    return reason;
  }

  private static String name(Outcome outcome) {
    return "$" + (outcome.call().index() + 1);
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> RuntimeException sneak(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
