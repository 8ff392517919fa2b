package org.bascule.bridge.upcall;

import java.util.Optional;
import org.bascule.bridge.call.HostRequests;
import org.bascule.lifetime.Daemons;
import org.bascule.spi.CallbackThread;
import org.bascule.transport.Lane;
import org.bascule.transport.LaneServer;

/** Java threads for the threads that the DLL makes itself. Thread-safe. */
public final class CallbackThreads implements LaneServer {
  /** As much as the host gives a lane's Windows thread: calls may nest as deep here. */
  private static final long STACK = 8 << 20;

  private final HostRequests requests;
  private final Callbacks callbacks;

  /** None yet. */
  public CallbackThreads(HostRequests requests, Callbacks callbacks) {
    this.requests = requests;
    this.callbacks = callbacks;
  }

  @Override
  public Thread newThread(int windowsThread, long callback, Runnable body) {
    CallbackThread like = like(callback);
    String name =
        like.name().isEmpty()
            ? "bascule-callback-" + Integer.toUnsignedString(windowsThread)
            : like.name();
    Thread thread = Daemons.create(like.group().orElseGet(Daemons::topGroup), name, STACK, body);
    thread.setDaemon(like.daemon());
    return thread;
  }

  @Override
  public void serve(Lane lane) {
    requests.serveThread(lane);
  }

  private CallbackThread like(long callback) {
    Registration registration = callbacks.find(callback);
    Object function = registration == null ? null : registration.function();
    CallbackThread usual = callbacks.options().thread();
    CallbackType<?> type = registration == null ? null : registration.type();
    if (function == null || type == null) {
      return usual;
    }
    try {
      return chosen(type, function).orElse(usual);
    } catch (RuntimeException | Error e) {
      CallbackErrors.badRules(type.name(), e);
      return usual;
    }
  }

  private static <T> Optional<CallbackThread> chosen(CallbackType<T> type, Object function) {
    return type.java().rules().thread(type.java().type().cast(function));
  }
}
