package org.bascule.bridge.upcall;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.reflect.Method;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.bascule.bridge.CallbackOptions;
import org.bascule.bridge.call.HostRequests;
import org.bascule.bridge.call.Identity;
import org.bascule.bridge.call.UpcallFrame;
import org.bascule.bridge.call.UpcallHandler;
import org.bascule.bridge.call.UpcallTarget;
import org.bascule.bridge.invoke.FunctionSite;
import org.bascule.bridge.plan.BindingEnvironment;
import org.bascule.bridge.plan.BoundPointer;
import org.bascule.bridge.plan.FunctionPointers;
import org.bascule.bridge.registry.MarshallerRegistry;
import org.bascule.error.HostEndedException;
import org.bascule.spi.FunctionType;
import org.bascule.spi.JavaFunction;

/**
 * The Java functions of one session that have an address in its host, and the running of them.
 * Thread-safe.
 */
public final class Callbacks implements UpcallHandler, FunctionPointers {
  private final HostRequests requests;
  private final MarshallerRegistry registry;
  private final CallbackOptions options;
  private final BiFunction<Class<?>, Method, FunctionType> reader;
  private final Consumer<FunctionSite> watcher;
  private final RegistrationTable table = new RegistrationTable();
  private final FunctionProxies proxies;
  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
  private final Queue<Registration> unfreed = new ConcurrentLinkedQueue<>();
  private final ReentrantLock registering = new ReentrantLock();
  private final Sweeper sweeper;

  /**
   * No callbacks yet.
   *
   * @param reader reads methods as C functions
   * @param watcher is given what must be unbound when the registry changes
   * @param name of the session
   */
  public Callbacks(
      HostRequests requests,
      MarshallerRegistry registry,
      CallbackOptions options,
      FunctionProxies proxies,
      BiFunction<Class<?>, Method, FunctionType> reader,
      Consumer<FunctionSite> watcher,
      String name) {
    this.requests = requests;
    this.registry = registry;
    this.options = options;
    this.proxies = proxies;
    this.reader = reader;
    this.watcher = watcher;
    this.sweeper = new Sweeper("bascule-callbacks-" + name, collected, this::forget);
  }

  @Override
  public <T> BoundPointer<T> pointer(
      FunctionType type, JavaFunction<T> java, BindingEnvironment environment) {
    CallbackType<T> pointers = new CallbackType<>(this, type, java, environment);
    watcher.accept(pointers.site());
    return pointers;
  }

  @Override
  public FunctionType type(Class<?> type, Method method) {
    return reader.apply(type, method);
  }

  /** Has a function at this address live until it is released. False if there is none. */
  public boolean keep(long address, Object function) {
    Registration registration = table.at(address);
    if (registration == null) {
      return false;
    }
    registration.keep(function);
    return true;
  }

  /** Gives the address of a Java function back, once for each time that it was kept. */
  public void release(long address) {
    Registration registration = table.at(address);
    if (registration != null && registration.giveUp() && table.remove(registration)) {
      try {
        requests.freeThunk(address);
      } catch (HostEndedException e) {
        // It has gone with the host.
      }
    }
  }

  /** How many Java functions have an address. */
  public int count() {
    return table.size();
  }

  /** The host has ended. */
  public void end() {
    sweeper.end();
  }

  MarshallerRegistry registry() {
    return registry;
  }

  long address(CallbackType<?> type, Object function) {
    Registration known = known(type, function);
    if (known != null) {
      return known.address();
    }
    long foreign = proxies.address(function);
    return foreign != 0 ? foreign : register(type, function);
  }

  /** What lies at an address: the Java object that has it, or one that calls it. */
  Object function(CallbackType<?> type, long address) {
    Registration registration = table.at(address);
    if (registration != null) {
      Object function = registration.function().get();
      if (type.java().type().isInstance(function)) {
        return function;
      }
    }
    return proxies.function(type, address);
  }

  @Override
  public Throwable serve(UpcallFrame upcall, Situation situation) {
    Registration registration = table.find(upcall.number());
    Object function = registration == null ? null : registration.function().get();
    if (function == null) {
      CallbackErrors.released(
          registration == null ? table.formerName(upcall.number()) : registration.type().name());
      return null;
    }
    if (situation == Situation.FAILED_CALLER
        && options.afterException() == CallbackOptions.AfterException.REFUSE) {
      return null;
    }
    try {
      upcall.open(registration.target());
      registration.type().runner().accept(function, upcall);
      return null;
    } catch (Throwable thrown) {
      if (situation != Situation.NOBODY) {
        return thrown;
      }
      uncaught(registration, function, thrown);
      return null;
    } finally {
      Reference.reachabilityFence(function);
    }
  }

  @Override
  public void lost(Throwable thrown) {
    CallbackErrors.uncaught("from a thread of the DLL", thrown);
  }

  /** The registration with this number, whose object lives; null if there is none. */
  Registration find(long number) {
    return table.find(number);
  }

  CallbackOptions options() {
    return options;
  }

  private static void uncaught(Registration registration, Object function, Throwable thrown) {
    try {
      if (handled(registration.type(), function, thrown)) {
        return;
      }
    } catch (RuntimeException | Error e) {
      CallbackErrors.badRules(registration.type().name(), e);
    }
    CallbackErrors.uncaught(registration.type().name(), thrown);
  }

  private static <T> boolean handled(CallbackType<T> type, Object function, Throwable thrown) {
    JavaFunction<T> java = type.java();
    return java.rules().uncaught(java.type().cast(function), thrown);
  }

  private Registration known(CallbackType<?> type, Object function) {
    for (Registration registration : table.of(function)) {
      if (registration.type().same(type)) {
        return registration;
      }
    }
    return null;
  }

  private long register(CallbackType<?> type, Object function) {
    // Before the lock: it asks factories.
    type.bind();
    registering.lock();
    try {
      freeCollected();
      Registration known = known(type, function);
      if (known != null) {
        return known.address();
      }
      sweeper.start();
      return create(type, function);
    } finally {
      registering.unlock();
    }
  }

  private long create(CallbackType<?> type, Object function) {
    long number = table.newNumber();
    try {
      UpcallTarget target = UpcallTarget.of(number, type.shape());
      long address = requests.createThunk(target);
      table.add(new Registration(type, new Identity<>(function, collected), target, address));
      return address;
    } catch (RuntimeException e) {
      table.returnNumber(number);
      throw e;
    }
  }

  /** On the sweeper's thread, which has no lane: somebody who registers frees the address. */
  private void forget(Reference<?> object) {
    for (Registration registration : table.of((Identity<?>) object)) {
      if (table.remove(registration)) {
        unfreed.add(registration);
      }
    }
  }

  private void freeCollected() {
    for (Registration dead = unfreed.poll(); dead != null; dead = unfreed.poll()) {
      requests.freeThunk(dead.address());
    }
  }
}
