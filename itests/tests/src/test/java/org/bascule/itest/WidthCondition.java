package org.bascule.itest;

import java.util.Optional;
import org.bascule.bridge.Check;
import org.bascule.bridge.standalone.Standalone;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Of a run in 32 bits, leaves out what is {@link WideOnly}, and all of it where this machine's Wine
 * has no 32 bits. That is the only reason for which a test may be left out.
 */
public final class WidthCondition implements ExecutionCondition {
  private static final ConditionEvaluationResult RUN = ConditionEvaluationResult.enabled("");

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (!TestBed.narrow() || context.getElement().isEmpty()) {
      return RUN;
    }
    Optional<String> reason =
        Wine.missing()
            .or(
                () ->
                    AnnotationSupport.findAnnotation(context.getElement(), WideOnly.class)
                        .map(WideOnly::value));
    return reason.map(ConditionEvaluationResult::disabled).orElse(RUN);
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
