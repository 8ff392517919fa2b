package org.bascule.bridge.untyped;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.bascule.bridge.call.HostRequests;
import org.bascule.bridge.call.UpcallFrame;
import org.bascule.bridge.call.UpcallHandler;
import org.bascule.bridge.call.UpcallShape;
import org.bascule.bridge.call.UpcallTarget;
import org.bascule.bridge.plan.WireConvention;
import org.bascule.bridge.raw.RawCallback;
import org.bascule.bridge.raw.RawShape;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.transport.Lane;
import org.bascule.transport.LaneServer;

/**
 * The callbacks without types of one session, and in front of those with types: each call goes to
 * who has its number. Numbers without types are negative. Thread-safe.
 */
public final class UntypedUpcalls implements UpcallHandler, LaneServer, AutoCloseable {
  private static final System.Logger LOG = System.getLogger("org.bascule.bridge");

  private static final Diagnosis RELEASED =
      new Diagnosis(
          ErrorCode.CALLBACK_RELEASED,
          "run a callback",
          "",
          "a Java object that somebody still refers to",
          "it has been released or collected; the DLL got 0",
          "keep a reference to the callback's object as long as the DLL may call it");

  private final HostRequests requests;
  private final UpcallHandler typed;
  private final LaneServer typedThreads;
  private final AtomicLong numbers = new AtomicLong(Long.MIN_VALUE);
  private final Map<Long, Registered> byNumber = new ConcurrentHashMap<>();
  private final Map<Long, Registered> byAddress = new ConcurrentHashMap<>();
  private final Queue<Long> unfreed = new ConcurrentLinkedQueue<>();

  /** Who has an address. */
  private record Registered(RawCallback callback, UpcallTarget target, long address) {}

  /** None yet. */
  public UntypedUpcalls(HostRequests requests, UpcallHandler typed, LaneServer typedThreads) {
    this.requests = requests;
    this.typed = typed;
    this.typedThreads = typedThreads;
  }

  long register(RawShape shape, RawCallback callback) {
    for (Long dead = unfreed.poll(); dead != null; dead = unfreed.poll()) {
      requests.freeThunk(dead);
    }
    long number = numbers.getAndIncrement();
    UpcallTarget target = UpcallTarget.of(number, wire(shape));
    long address = requests.createThunk(target);
    Registered registered = new Registered(callback, target, address);
    byNumber.put(number, registered);
    byAddress.put(address, registered);
    return address;
  }

  private static UpcallShape wire(RawShape shape) {
    return new UpcallShape(
        WireConvention.of(shape.convention()),
        Registers.wire(shape.result()),
        shape.floatingSlots(),
        shape.slots(),
        List.of());
  }

  void release(long address) {
    Registered registered = byAddress.remove(address);
    if (registered != null && byNumber.remove(registered.target().number()) != null) {
      unfreed.add(address);
    }
  }

  /** The host has ended. */
  @Override
  public void close() {
    byNumber.clear();
    byAddress.clear();
    unfreed.clear();
  }

  @Override
  public Throwable serve(UpcallFrame upcall, Situation situation) {
    if (upcall.number() >= 0) {
      return typed.serve(upcall, situation);
    }
    Registered registered = byNumber.get(upcall.number());
    if (registered == null) {
      LOG.log(System.Logger.Level.ERROR, RELEASED.message());
      return null;
    }
    try {
      upcall.open(registered.target(), registered.address());
      registered.callback().run(new UntypedFrame(upcall));
    } catch (RuntimeException e) {
      lost(e);
    }
    upcall.returned();
    return null;
  }

  @Override
  public void lost(Throwable thrown) {
    typed.lost(thrown);
  }

  @Override
  public Thread newThread(int windowsThread, long callback, Runnable body) {
    Registered registered = byNumber.get(callback);
    return registered == null
        ? typedThreads.newThread(windowsThread, callback, body)
        : registered.callback().newThread(windowsThread, body);
  }

  @Override
  public void serve(Lane lane) {
    typedThreads.serve(lane);
  }
}
