package org.bascule.bridge.batch;

import org.bascule.bridge.Batch;
import org.bascule.protocol.BatchStop;

/** One call of a batch. */
final class RecordedCall implements Batch.Call {
  private final RecordedBatch batch;
  private final int index;
  private final int function;
  private final Object[] arguments;
  private byte stop = (byte) BatchStop.Never;

  /** Stands for the result in the arguments of later calls. */
  record Result(RecordedCall call) {
    @Override
    public String toString() {
      return "the result of " + call;
    }
  }

  RecordedCall(RecordedBatch batch, int index, int function, Object[] arguments) {
    this.batch = batch;
    this.index = index;
    this.function = function;
    this.arguments = arguments;
  }

  @Override
  public Object result() {
    return new Result(this);
  }

  @Override
  public Batch.Call stopIf(Batch.Is test) {
    stop = (byte) (test == Batch.Is.ZERO ? BatchStop.Zero : BatchStop.Negative);
    return this;
  }

  @Override
  public Batch.Call stopUnless(Batch.Is test) {
    stop = (byte) (test == Batch.Is.ZERO ? BatchStop.NotZero : BatchStop.NotNegative);
    return this;
  }

  RecordedBatch batch() {
    return batch;
  }

  @Override
  public int index() {
    return index;
  }

  /** Which of the batch's functions. */
  int function() {
    return function;
  }

  Object[] arguments() {
    return arguments;
  }

  /** A constant of {@link BatchStop}. */
  byte stop() {
    return stop;
  }

  /** For people. */
  @Override
  public String toString() {
    return "call " + index + " (" + batch.nameOf(function) + ")";
  }
}
