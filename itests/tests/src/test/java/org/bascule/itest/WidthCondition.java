package org.bascule.itest;

import java.util.Optional;
import org.bascule.bridge.Check;
import org.bascule.bridge.standalone.Standalone;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Leaves the run in 32 bits out where this machine's Wine has none. That is the only reason for
 * which a test may be skipped.
 */
public final class WidthCondition implements ExecutionCondition {
  private static final ConditionEvaluationResult RUN = ConditionEvaluationResult.enabled("");

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (!TestBed.narrow() || context.getElement().isEmpty()) {
      return RUN;
    }
    return Wine.missing().map(ConditionEvaluationResult::disabled).orElse(RUN);
  }

  /** Looked at once, and told once. */
  private static final class Wine {
    private static final Optional<String> MISSING = look();

    static Optional<String> missing() {
      return MISSING;
    }

    private static Optional<String> look() {
      Optional<String> missing =
          Standalone.bascule().examine(TestBed.options()).stream()
              .filter(check -> check.subject().equals("loader") && !check.passed())
              .map(Check::finding)
              .findFirst();
      missing.ifPresent(
          finding -> System.err.println("NO TEST IS RUN IN 32 BITS on this machine: " + finding));
      return missing;
    }
  }
}
