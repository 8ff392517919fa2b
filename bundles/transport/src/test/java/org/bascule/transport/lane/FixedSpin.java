package org.bascule.transport.lane;

/** Always looks as often as it is told. */
record FixedSpin(int looks) implements SpinPolicy {
  @Override
  public void found(int taken) {
    // nothing to learn
  }

  @Override
  public void missed() {
    // nothing to learn
  }
}
