package org.bascule.bridge;

import java.util.List;
import java.util.Optional;
import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;

/**
 * What a batch brought. Immutable, as far as the values are.
 *
 * @param outcomes of all calls, in order
 * @param reason why not all of them were made, for people; empty if they were
 */
public record BatchResult(List<Outcome> outcomes, Optional<String> reason) {
  public BatchResult {
    outcomes = List.copyOf(outcomes);
  }

  /** What became of one call. */
  public enum Status {
    /** It returned. */
    RETURNED,
    /** It faulted, did not end as it should, or one of its callbacks threw something. */
    FAILED,
    /** An earlier one has ended the batch. */
    NOT_MADE
  }

  /**
   * One call.
   *
   * @param call as it was recorded
   * @param status what became of it
   * @param result its result, and what it changed of its arguments; null unless it returned
   * @param lastError Windows' last error straight after it; 0 if it was not made
   * @param failure what an ordinary call would have thrown; null unless it failed
   */
  public record Outcome(
      Batch.Call call, Status status, CallResult result, int lastError, Throwable failure) {
    /**
     * The result.
     *
     * @return null for {@code void}
     * @throws BasculeException if it did not return, with why as its cause; or was not made
     */
    public Object value() {
      if (status != Status.RETURNED) {
        throw new BasculeException(
            new Diagnosis(
                status == Status.FAILED ? ErrorCode.NATIVE_FAULT : ErrorCode.BAD_ARGUMENT,
                "give the result of " + call,
                "",
                "a call that returned",
                status == Status.FAILED ? failure.toString() : "it was not made",
                "ask for the batch's reason and the call's status first"),
            failure);
      }
      return result.value();
    }
  }

  /** Whether all calls were made, and returned. */
  public boolean isComplete() {
    return reason.isEmpty();
  }

  /**
   * One call.
   *
   * @throws IllegalArgumentException if it is none of this batch
   */
  public Outcome of(Batch.Call call) {
    int index = call.index();
    if (index >= outcomes.size() || outcomes.get(index).call() != call) {
      throw new IllegalArgumentException(call + " is no call of this batch");
    }
    return outcomes.get(index);
  }
}
