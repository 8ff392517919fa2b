package org.bascule.transport.lane;

import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.HostEndedException;

/** A host that ends when a test says so. */
public final class FakeLife implements HostLife {
  private volatile boolean over;
  private volatile String why;

  /** The host ends. */
  public void end() {
    over = true;
  }

  @Override
  public boolean over() {
    return over;
  }

  @Override
  public HostEndedException ended(String operation) {
    return new HostEndedException(
        new Diagnosis(ErrorCode.HOST_ENDED, operation, "fake host", "", "", ""));
  }

  @Override
  public void giveUp(String reason) {
    why = reason;
    end();
  }

  /** Why it was given up; null if it was not. */
  public String why() {
    return why;
  }

  @Override
  public BasculeException broken(String operation, String expected, String actual) {
    end();
    return new BasculeException(
        new Diagnosis(ErrorCode.PROTOCOL, operation, "fake host", expected, actual, ""));
  }
}
