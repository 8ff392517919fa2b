package org.bascule.bridge.batch;

import java.util.Arrays;
import java.util.List;
import org.bascule.bridge.BatchResult;
import org.bascule.bridge.call.BatchFrame;
import org.bascule.bridge.call.BatchRun;
import org.bascule.bridge.plan.ArgumentStep;
import org.bascule.bridge.plan.CallParts;
import org.bascule.error.ValueException;
import org.bascule.protocol.BatchStop;
import org.bascule.spi.Marshaller;

/** The calls of a batch on their way, on the thread whose lane they take. */
final class Crossing {
  private final List<RecordedCall> calls;
  private final BoundFunction[] functions;
  private final BatchFrame frame;
  private final int links;

  /** What the marshallers took, for calls that are not plain; null where there is none. */
  private final Object[][] taken;

  /** Where the slots of those calls lie in the frame. */
  private final int[] slots;

  private Crossing(List<RecordedCall> calls, BoundFunction[] functions, int links) {
    this.calls = calls;
    this.functions = functions;
    this.links = links;
    this.frame = BatchFrame.of(functions.length, calls.size(), links, slotCount());
    boolean plain = true;
    for (BoundFunction function : functions) {
      frame.function(function.parts().target());
      plain &= function.parts().isPlain();
    }
    this.taken = plain ? null : new Object[calls.size()][];
    this.slots = plain ? null : new int[calls.size()];
  }

  /**
   * Makes them.
   *
   * @param calls at least one
   * @param functions which they are calls of
   * @param links how many of their arguments are results
   */
  static BatchResult run(List<RecordedCall> calls, List<BatchFunction> functions, int links)
      throws Throwable {
    Crossing crossing = new Crossing(calls, BoundFunction.of(functions), links);
    crossing.take();
    return crossing.cross();
  }

  private BoundFunction functionOf(RecordedCall call) {
    return functions[call.function()];
  }

  private int slotCount() {
    int count = 0;
    for (RecordedCall call : calls) {
      count += functionOf(call).slotCount();
    }
    return count;
  }

  // ---- before --------------------------------------------------------------------------------

  /** Looks at everything that can be looked at before. */
  private void take() {
    for (RecordedCall call : calls) {
      BoundFunction function = functionOf(call);
      int first = frame.slots(function.slotCount());
      step(call, function);
      if (function.parts().isPlain()) {
        takePlain(call, function, first);
      } else {
        taken[call.index()] = take(call, function);
        slots[call.index()] = first;
      }
    }
  }

  /** What may end the batch after it. */
  private void step(RecordedCall call, BoundFunction function) {
    Whole result = function.result();
    if (call.stop() == BatchStop.Never) {
      frame.call(call.function(), (byte) BatchStop.Never, 0, false);
    } else if (result == null || result.floating()) {
      throw BatchMistakes.noStop(call, function);
    } else {
      frame.call(call.function(), call.stop(), result.bytes(), result.signed());
    }
  }

  private void takePlain(RecordedCall call, BoundFunction function, int first) {
    CallParts parts = function.parts();
    Object[] arguments = call.arguments();
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof RecordedCall.Result result) {
        link(result.call(), call, i);
      } else {
        parts.write(frame, first, i, accepted(call, i, parts.marshaller(i)));
      }
    }
  }

  private Object[] take(RecordedCall call, BoundFunction function) {
    Object[] values = new Object[call.arguments().length];
    for (int i = 0; i < values.length; i++) {
      if (call.arguments()[i] instanceof RecordedCall.Result result) {
        link(result.call(), call, i);
        values[i] = CallParts.LEFT_TO_HOST;
      } else {
        Marshaller<?> marshaller = function.parts().marshaller(i);
        values[i] = marshaller.accept(call.arguments()[i], path(call, i));
      }
    }
    return values;
  }

  private static Object accepted(RecordedCall call, int index, Marshaller<?> scalar) {
    Object argument = call.arguments()[index];
    try {
      return scalar.accept(argument, "argument");
    } catch (ValueException e) {
      // With the words for this one, which are not worth making for each that fits.
      return scalar.accept(argument, path(call, index));
    }
  }

  private static String path(RecordedCall call, int index) {
    return "argument " + index + " of " + call;
  }

  private void link(RecordedCall from, RecordedCall to, int argument) {
    BoundFunction function = functionOf(to);
    Whole result = functionOf(from).result();
    Whole wanted = function.wanted(argument);
    if (result == null || wanted == null || !result.fits(wanted)) {
      throw BatchMistakes.noLink(from, functionOf(from), to, function, argument);
    }
    if (function.mayBeLength(argument)) {
      throw BatchMistakes.length(from, to, function, argument);
    }
    ArgumentStep step = function.step(argument);
    frame.link(
        from.index(), to.index(), step.slot(), step.slots(), result.bytes(), result.signed());
  }

  // ---- the crossing --------------------------------------------------------------------------

  private BatchResult cross() throws Throwable {
    CallParts first = functionOf(calls.get(0)).parts();
    try (BatchRun run = new BatchRun(frame, first.target(), calls.size(), limit())) {
      insistOnRoom(run.room());
      if (taken != null) {
        write(run);
      }
      run.run();
      return new Outcomes(calls, functions, taken, run).result();
    }
  }

  /** The shortest of the functions', in nanoseconds; 0 if none has one. */
  private long limit() {
    return Arrays.stream(functions)
        .mapToLong(function -> function.parts().target().limit())
        .filter(limit -> limit != 0)
        .min()
        .orElse(0);
  }

  private void write(BatchRun run) {
    for (RecordedCall call : calls) {
      Object[] values = taken[call.index()];
      if (values != null) {
        BoundFunction function = functionOf(call);
        function.parts().write(run.begin(call.index(), function.parts().target()), values);
        run.putSlots(call.index(), slots[call.index()], function.slotCount());
      }
    }
  }

  private void insistOnRoom(int room) {
    if (taken == null && frame.size() <= room) {
      return;
    }
    int fitting = 0;
    int slotCount = 0;
    int besides = 0;
    for (RecordedCall call : calls) {
      BoundFunction function = functionOf(call);
      slotCount += function.slotCount();
      besides += function.parts().isPlain() ? 0 : BatchRun.bytes(function.parts().target());
      if (BatchFrame.mostBytes(functions.length, fitting + 1, links, slotCount) + besides > room) {
        throw BatchMistakes.tooMany(calls.size(), fitting);
      }
      fitting++;
    }
  }
}
