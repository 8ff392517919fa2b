package org.bascule.transport.lane;

import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;

/** The host has refused to open a lane. */
public final class LaneRefusedException extends BasculeException {
  private static final long serialVersionUID = 1L;

  /** A refusal. */
  public LaneRefusedException(Diagnosis diagnosis) {
    super(diagnosis);
  }
}
