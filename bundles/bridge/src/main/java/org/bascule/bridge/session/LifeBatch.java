package org.bascule.bridge.session;

import org.bascule.bridge.Batch;
import org.bascule.bridge.BatchResult;
import org.bascule.bridge.FunctionHandle;

/** A batch of one life of a session; its functions are those of that life. */
record LifeBatch(WineSession life, Batch batch) implements Batch {
  @Override
  public Call call(FunctionHandle function, Object... arguments) {
    FunctionHandle own = function instanceof RestartingHandle handle ? handle.in(life) : function;
    return batch.call(own, arguments);
  }

  @Override
  public BatchResult run() {
    return batch.run();
  }
}
