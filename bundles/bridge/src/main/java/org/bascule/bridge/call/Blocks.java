package org.bascule.bridge.call;

import java.util.List;
import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.HostEndedException;
import org.bascule.transport.Block;

/** Gives memory back at the end of calls and callbacks, where a failure must spoil nothing else. */
final class Blocks {
  private static final System.Logger LOG = System.getLogger("org.bascule.bridge");

  private Blocks() {}

  /** Retires all of them. What fails is told in the log. */
  static void retire(List<Block> blocks, String operation) {
    for (Block block : blocks) {
      try {
        block.retire();
      } catch (HostEndedException e) {
        // It has gone with the host.
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.WARNING, notGivenBack(block, operation, e).message(), e);
      }
    }
  }

  private static Diagnosis notGivenBack(Block block, String operation, RuntimeException cause) {
    String what = cause.getMessage();
    if (cause instanceof BasculeException own) {
      Diagnosis why = own.diagnosis();
      what = why.code().id() + " cannot " + why.operation() + ": " + why.actual();
    }
    return new Diagnosis(
        ErrorCode.SHARED_MEMORY,
        operation,
        "",
        "that %d bytes at 0x%x are given back".formatted(block.size(), block.address()),
        what,
        "none is needed for the call, which has done its work; the memory may be lost until the"
            + " session ends");
  }
}
