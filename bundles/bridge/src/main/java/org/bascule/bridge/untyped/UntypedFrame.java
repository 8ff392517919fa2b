package org.bascule.bridge.untyped;

import org.bascule.bridge.call.UpcallFrame;
import org.bascule.bridge.raw.RawUpcall;

/** An upcall whose slots nobody has given a meaning. */
record UntypedFrame(UpcallFrame frame) implements RawUpcall {
  @Override
  public long slot(int index) {
    return frame.slot(index);
  }

  @Override
  public Runnable lent(Runnable work) {
    return frame.lent(work);
  }

  @Override
  public void putInteger(long bits) {
    frame.putInteger(bits);
  }

  @Override
  public void putFloating(long bits) {
    frame.putFloating(bits);
  }
}
