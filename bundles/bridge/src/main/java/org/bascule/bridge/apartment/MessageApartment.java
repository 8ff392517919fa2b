package org.bascule.bridge.apartment;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.bascule.bridge.Apartment;
import org.bascule.bridge.Session;
import org.bascule.bridge.call.Undeclared;
import org.bascule.bridge.invoke.InvokerFactory;
import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.HostEndedException;
import org.bascule.lifetime.Daemons;

/** An apartment: a Java thread that dispatches messages, and a queue of tasks for it. */
public final class MessageApartment implements Apartment {
  private static final System.Logger LOG = System.getLogger("org.bascule.bridge");
  private static final int APARTMENT_THREADED = 2;

  /** As much as the host gives a lane's Windows thread. */
  private static final long STACK = 8 << 20;

  private final Session session;
  private final String name;
  private final Thread thread;
  private final Queue<FutureTask<?>> tasks = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Messages> messages = new CompletableFuture<>();
  private volatile int windowsThread;
  private volatile boolean ended;

  private MessageApartment(Session session, String name) {
    this.session = session;
    this.name = name;
    this.thread = Daemons.create(Daemons.topGroup(), name, STACK, this::run);
  }

  /**
   * A new one, which dispatches messages already.
   *
   * @param name unique in the session
   */
  public static MessageApartment open(Session session, String name) {
    MessageApartment apartment = new MessageApartment(session, name);
    apartment.thread.start();
    apartment.messages();
    return apartment;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int windowsThread() {
    return windowsThread;
  }

  @Override
  public <T> T call(Callable<T> task) throws Exception {
    if (Thread.currentThread() == thread) {
      return task.call();
    }
    FutureTask<T> future = new FutureTask<>(task);
    submit(future);
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw Undeclared.thrown(e.getCause());
    } catch (CancellationException e) {
      throw over();
    }
  }

  @Override
  public void execute(Runnable task) {
    submit(new FutureTask<>(logging(task), null));
  }

  @Override
  public <T> T bind(Class<T> type, T object) {
    Map<Method, MethodHandle> handles = new LinkedHashMap<>();
    for (Method method : type.getMethods()) {
      if (Modifier.isAbstract(method.getModifiers())) {
        handles.put(method, Forwarding.handle(this, method, object));
      }
    }
    return InvokerFactory.create(type, handles, object + " in apartment " + name);
  }

  @Override
  public void close() {
    if (!ended) {
      try {
        submit(new FutureTask<>(() -> messages().quit(), null));
      } catch (HostEndedException e) {
        // Then there is nothing left to end.
      }
    }
    awaitEnd();
  }

  private void awaitEnd() {
    boolean interrupted = false;
    while (Thread.currentThread() != thread && thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void submit(FutureTask<?> task) {
    tasks.add(task);
    if (ended) {
      task.cancel(false);
      throw over();
    }
    try {
      messages().wake();
    } catch (BasculeException e) {
      // Woken by another task it may have been done already, and if it was the last, the window is
      // gone.
      if (tasks.remove(task)) {
        throw e;
      }
    }
  }

  private void run() {
    try {
      enter();
      dispatch();
    } catch (Throwable e) {
      if (!messages.completeExceptionally(e) && !(e instanceof HostEndedException)) {
        LOG.log(System.Logger.Level.ERROR, "the apartment " + name + " has ended", e);
      }
    } finally {
      ended = true;
      tasks.forEach(task -> task.cancel(false));
    }
  }

  private void enter() {
    int result =
        (Integer)
            session
                .function("ole32", "int __stdcall CoInitializeEx(void *, DWORD)")
                .call(null, APARTMENT_THREADED);
    if (result < 0) {
      throw new BasculeException(
          new Diagnosis(
              ErrorCode.APARTMENT,
              "open the apartment " + name,
              "",
              "that CoInitializeEx succeeds",
              String.format("HRESULT 0x%08x", result),
              "see the DLL output of the session"));
    }
    Object id = session.function("kernel32", "int __stdcall GetCurrentThreadId(void)").call();
    windowsThread = (Integer) id;
    messages.complete(new Messages(session, name, this::runTasks));
  }

  private void dispatch() {
    try (Messages mine = messages()) {
      while (dispatchNext(mine)) {
        // Each message runs what it is for.
      }
    }
    session.function("ole32", "void __stdcall CoUninitialize(void)").call();
  }

  /** A callback's exception has no caller here. */
  private boolean dispatchNext(Messages mine) {
    try {
      return mine.dispatchNext();
    } catch (HostEndedException e) {
      throw e;
    } catch (Throwable e) {
      LOG.log(System.Logger.Level.ERROR, "a callback in the apartment " + name + " threw", e);
      return true;
    }
  }

  private void runTasks() {
    for (FutureTask<?> task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  private Runnable logging(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        LOG.log(System.Logger.Level.ERROR, "a task in the apartment " + name + " threw", e);
      }
    };
  }

  private Messages messages() {
    try {
      return messages.join();
    } catch (CompletionException e) {
      throw Undeclared.thrown(e.getCause());
    }
  }

  private HostEndedException over() {
    return new HostEndedException(
        new Diagnosis(
            ErrorCode.HOST_ENDED,
            "run a task in the apartment " + name,
            session.name(),
            "an open apartment",
            session.end().isPresent() ? "its session has ended" : "it has been closed",
            "open a new one"));
  }
}
