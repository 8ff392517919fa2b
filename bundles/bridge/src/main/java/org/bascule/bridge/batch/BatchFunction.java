package org.bascule.bridge.batch;

import org.bascule.bridge.CallResult;
import org.bascule.bridge.plan.CallParts;

/** A function handle as batches see it. */
public interface BatchFunction {
  /** For messages. */
  String function();

  /** Whether it is a function of that session. */
  boolean isOf(Object session);

  /** How many parameters it has; negative if there may be more arguments. */
  int parameterCount();

  /** Its call in parts, by the present plan. */
  CallParts parts();

  /** What a plain call brought. */
  CallResult outcome(Object value);

  /**
   * What a call brought.
   *
   * @param taken the arguments as their marshallers took them, or {@link CallParts#LEFT_TO_HOST}
   */
  CallResult outcome(Object value, Object[] taken);
}
