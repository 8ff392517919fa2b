package org.bascule.bridge.call;

import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.bascule.protocol.CallStatus;
import org.bascule.protocol.KeptFlag;
import org.bascule.protocol.Limit;
import org.bascule.transport.Host;
import org.bascule.transport.Lane;

/** A function in a host, with its prepared frame. */
public final class CallTarget {
  private final Host host;
  private final HostRequests requests;
  private final String function;
  private final CalledFunction called;
  private final FrameTemplate template;
  private final List<ArgumentPlace> places;
  private final Function<String, CallTarget> freeing;
  private final Lending lending;
  private final int number;
  private final int kept;
  private final long limit;

  /**
   * A function that has been found.
   *
   * @param requests of the same host
   * @param function for messages: {@code msvcrt.pow}
   * @param address where it lies in the host
   * @param convention its number in frames
   * @param register the result's register, a constant of {@link
   *     org.bascule.protocol.ResultRegister}
   * @param clearLastError whether the last error is set to 0 before each call
   * @param slotCount slots of all arguments
   * @param places where each argument lies
   * @param lending how it gets memory for its arguments
   * @param freeing finds functions that free what this one allocated
   */
  public CallTarget(
      Host host,
      HostRequests requests,
      String function,
      long address,
      byte convention,
      byte register,
      boolean clearLastError,
      int slotCount,
      List<ArgumentPlace> places,
      Lending lending,
      Function<String, CallTarget> freeing) {
    this.host = host;
    this.requests = requests;
    this.function = function;
    this.places = List.copyOf(places);
    this.freeing = freeing;
    this.lending = lending;
    this.limit = requests.limits().timeout().toNanos();
    this.number = requests.nextNumber();
    this.called = new CalledFunction(address, convention, register, clearLastError, slotCount);
    this.template = FrameTemplate.of(called);
    this.kept = slotCount <= Limit.TurnCells && number < KeptFlag.Carried ? number : 0;
  }

  private CallTarget(CallTarget other, FrameTemplate template, long limit, int kept) {
    this.host = other.host;
    this.requests = other.requests;
    this.function = other.function;
    this.places = other.places;
    this.freeing = other.freeing;
    this.called = other.called;
    this.lending = other.lending;
    this.limit = limit;
    this.number = other.number;
    this.template = template;
    this.kept = kept;
  }

  /** The same function, called by another frame that has a Call in it. */
  CallTarget with(FrameTemplate other) {
    return new CallTarget(this, other, limit, 0);
  }

  /**
   * The same function with a limit of its own, not the session's.
   *
   * @param nanos how long a call may take; 0 for no limit
   */
  public CallTarget within(long nanos) {
    return new CallTarget(this, template, nanos, kept);
  }

  CalledFunction called() {
    return called;
  }

  /** For messages. */
  public String function() {
    return function;
  }

  /** Begins a call on the calling thread's lane: the frame lies in its window, all slots 0. */
  public Activation enter() {
    return Caller.of(host.lane(), requests).push(this);
  }

  /** The same, while another call of this thread is being prepared or read. */
  Activation enterNested() {
    return Caller.of(host.lane(), requests).pushNested(this);
  }

  /**
   * A handle of the same type for virtual threads: has the call made by a thread that has a lane.
   *
   * @param direct a whole call that begins with {@link #enter}
   * @param afterCall gets the last error on the virtual thread
   */
  public MethodHandle forVirtualThreads(MethodHandle direct, IntConsumer afterCall) {
    return requests.forVirtualThreads(direct, afterCall);
  }

  List<ArgumentPlace> places() {
    return places;
  }

  /** Its own among all functions of the host. */
  int number() {
    return number;
  }

  /** Under what number the host may keep its frame; 0 if it cannot. */
  int keptNumber() {
    return kept;
  }

  /** How it gets memory for its arguments. */
  Lending lending() {
    return lending;
  }

  /** How many nanoseconds a call may take; 0 for no limit. */
  public long limit() {
    return limit;
  }

  FrameTemplate template() {
    return template;
  }

  /** The exception for a call that did not return; asks the host about the address. */
  RuntimeException failure(int status, int code, int access, long address, long target) {
    if (status == CallStatus.Faulted && code == Faults.WINE_STUB) {
      String stub = requests.ascii(address) + "." + requests.functionName(target);
      return Faults.stub(function, stub, address);
    }
    boolean delayed =
        code == Faults.DELAYED_MODULE_MISSING || code == Faults.DELAYED_FUNCTION_MISSING;
    if (status == CallStatus.Faulted && delayed && access != 0) {
      String dll = requests.ascii(address);
      return Faults.delayedImport(function, code, dll, requests.functionName(target), address);
    }
    if (status == CallStatus.Faulted) {
      boolean lost = requests.recycling().heapIsLost();
      String place = lost ? String.format("0x%016x", address) : requests.describe(address);
      String symbol = place + requests.memoryUse();
      Lent lent = requests.lentMemory().at(target).orElse(null);
      String after = lost ? requests.recycling().afterLostHeap(function) : "";
      if (!lost && Faults.isThrown(code) && access != 0) {
        return Faults.thrown(function, code, address, symbol, requests.text(target), after);
      }
      return Faults.fault(function, code, access, address, target, symbol, lent, after);
    }
    if (status == CallStatus.UpcallsRefused) {
      return Faults.upcallsRefused(function, code);
    }
    if (status == CallStatus.StackUnbalanced) {
      return Faults.unbalanced(function, code, access);
    }
    if (status == CallStatus.ControlOverwritten) {
      return Faults.controlOverwritten(function, requests.recycling().afterDamage(function));
    }
    return Faults.unexpected(function, status);
  }

  /** Has a function free what this one allocated; the last error stays what it is. */
  void free(long address, String by, LastError lastError) {
    int before = lastError.code();
    Activation call = freeing.apply(by).enterNested();
    try {
      call.putSlot(0, address);
      call.call();
    } catch (Throwable e) {
      throw Undeclared.thrown(e);
    } finally {
      call.leave();
      lastError.set(before);
    }
  }

  /** The exception for a section around which the DLL wrote. */
  RuntimeException overrun(Overrun overrun) {
    return Faults.overrun(
        function,
        ownerOf(overrun.slot()),
        overrun,
        lending.readAfterOverrun(),
        requests.recycling().afterDamage(function));
  }

  /** Whose a section is, for people. */
  String nameOf(int slot, int section, int size) {
    return "%s of %s (section %d, %d bytes)".formatted(ownerOf(slot), function, section, size);
  }

  private String ownerOf(int slot) {
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i).slot() == slot) {
        return "argument " + i;
      }
    }
    return "result";
  }

  /** What a callback has thrown, with a note of the call that it came out of. */
  Throwable marked(Throwable thrown) {
    return Faults.marked(thrown, function);
  }

  RuntimeException refused(Lane lane) {
    return Faults.refused(function, Replies.failure(lane));
  }
}
