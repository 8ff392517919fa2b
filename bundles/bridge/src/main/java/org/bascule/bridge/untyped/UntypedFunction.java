package org.bascule.bridge.untyped;

import java.util.List;
import java.util.function.IntConsumer;
import org.bascule.bridge.call.Activation;
import org.bascule.bridge.call.CallTarget;
import org.bascule.bridge.call.HostRequests;
import org.bascule.bridge.call.Lending;
import org.bascule.bridge.call.Undeclared;
import org.bascule.bridge.plan.WireConvention;
import org.bascule.bridge.raw.RawFunction;
import org.bascule.bridge.raw.RawRegister;
import org.bascule.bridge.raw.RawTarget;
import org.bascule.lifetime.VirtualThreads;
import org.bascule.transport.Host;

/** A function at an address. */
final class UntypedFunction implements RawFunction {
  private final HostRequests requests;
  private final CallTarget target;
  private final int slots;
  private final boolean floating;

  private UntypedFunction(HostRequests requests, CallTarget target, RawTarget described) {
    this.requests = requests;
    this.target = target;
    this.slots = described.slots();
    this.floating = described.result() != RawRegister.INTEGER;
  }

  static UntypedFunction of(Host host, HostRequests requests, RawTarget described) {
    CallTarget target =
        new CallTarget(
            host,
            requests,
            described.name(),
            described.address(),
            WireConvention.of(described.convention()),
            Registers.wire(described.result()),
            described.clearLastError(),
            described.slots(),
            List.of(),
            Lending.ORDINARY,
            UntypedFunction::freesNothing);
    return new UntypedFunction(requests, target, described);
  }

  private static CallTarget freesNothing(String name) {
    throw new UnsupportedOperationException("a call without types allocates nothing");
  }

  @Override
  public long call(long[] arguments, IntConsumer lastError) {
    if (!VirtualThreads.isCurrent()) {
      return here(arguments, lastError);
    }
    int[] left = new int[1];
    long result = requests.onLane(() -> here(arguments, code -> left[0] = code));
    lastError.accept(left[0]);
    return result;
  }

  private long here(long[] arguments, IntConsumer lastError) {
    Activation activation = target.enter();
    try {
      for (int i = 0; i < slots; i++) {
        activation.putSlot(i, arguments[i]);
      }
      activation.call();
      lastError.accept(activation.lastError());
      return floating ? activation.floatingResult() : activation.integerResult();
    } catch (Throwable thrown) {
      throw Undeclared.thrown(thrown);
    } finally {
      activation.leave();
    }
  }
}
