package org.bascule.bridge.upcall;

import java.lang.ref.Reference;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.bascule.bridge.CallbackOptions;
import org.bascule.bridge.call.HostRequests;
import org.bascule.bridge.call.UpcallFrame;
import org.bascule.bridge.call.UpcallHandler;
import org.bascule.bridge.call.UpcallTarget;
import org.bascule.bridge.invoke.FunctionSite;
import org.bascule.bridge.length.Scope;
import org.bascule.bridge.plan.BindingEnvironment;
import org.bascule.bridge.plan.FunctionPointers;
import org.bascule.bridge.registry.MarshallerRegistry;
import org.bascule.error.HostEndedException;
import org.bascule.lifetime.Housekeeper;
import org.bascule.spi.FunctionType;
import org.bascule.spi.JavaFunction;

/**
 * The Java functions of one session that have an address in its host, and the running of them.
 * Thread-safe.
 */
public final class Callbacks implements UpcallHandler, FunctionPointers, AutoCloseable {
  private final HostRequests requests;
  private final MarshallerRegistry registry;
  private final CallbackOptions options;
  private final BiFunction<Class<?>, Method, FunctionType> reader;
  private final Consumer<FunctionSite> watcher;
  private final RegistrationTable table;
  private final FunctionProxies proxies;
  private final CallbackTypes types = new CallbackTypes();
  // Addresses, not registrations: those would keep classes of bundles that have gone.
  private final Queue<Long> unfreed = new ConcurrentLinkedQueue<>();
  private final ReentrantLock registering = new ReentrantLock();

  /**
   * No callbacks yet.
   *
   * @param reader reads methods as C functions
   * @param watcher is given what must be unbound when the registry changes
   * @param housekeeper notices what has been collected
   */
  public Callbacks(
      HostRequests requests,
      MarshallerRegistry registry,
      CallbackOptions options,
      FunctionProxies proxies,
      BiFunction<Class<?>, Method, FunctionType> reader,
      Consumer<FunctionSite> watcher,
      Housekeeper housekeeper) {
    this.requests = requests;
    this.registry = registry;
    this.options = options;
    this.proxies = proxies;
    this.reader = reader;
    this.watcher = watcher;
    // Whoever notices has no lane: somebody who registers frees the address.
    this.table = new RegistrationTable(housekeeper, dead -> unfreed.add(dead.address()));
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> CallbackType<T> pointer(
      FunctionType type, JavaFunction<T> java, BindingEnvironment environment) {
    return (CallbackType<T>)
        types.get(type, java, environment, () -> make(type, java, environment, Optional.empty()));
  }

  /** Belongs to the plan that it is made for, whose names its lengths mean. */
  @Override
  public <T> CallbackType<T> pointerWithin(
      Scope outer, FunctionType type, JavaFunction<T> java, BindingEnvironment environment) {
    return make(type, java, environment, Optional.of(outer));
  }

  private <T> CallbackType<T> make(
      FunctionType type,
      JavaFunction<T> java,
      BindingEnvironment environment,
      Optional<Scope> outer) {
    CallbackType<T> pointers = new CallbackType<>(this, type, java, environment, outer);
    watcher.accept(pointers.site());
    return pointers;
  }

  @Override
  public FunctionType type(Class<?> type, Method method) {
    return reader.apply(type, method);
  }

  /** Gives the address of a Java function back, once for each time that it was kept. */
  void release(Registration registration) {
    if (registration.giveUp() && table.remove(registration)) {
      try {
        requests.freeThunk(registration.address());
      } catch (HostEndedException e) {
        // It has gone with the host.
      }
    }
  }

  /** How many Java functions have an address. */
  public int count() {
    return table.size();
  }

  /** The host has ended: nobody can call back any more. */
  @Override
  public void close() {
    table.close();
    proxies.close();
    types.close();
    unfreed.clear();
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
    return foreign != 0 ? foreign : register(type, function, true).address();
  }

  /** Has a function's address last until it is released; null if the DLL owns the function. */
  Registration keep(CallbackType<?> type, Object function) {
    if (proxies.address(function) != 0) {
      return null;
    }
    Registration registration = known(type, function);
    while (registration == null || !registration.keep(function)) {
      registration = register(type, function, false);
    }
    return registration;
  }

  /** What lies at an address: the Java object that has it, or one that calls it. */
  Object function(CallbackType<?> type, long address) {
    Registration registration = table.at(address);
    if (registration != null) {
      Object function = registration.function();
      if (type.java().type().isInstance(function)) {
        return function;
      }
    }
    return proxies.function(type, address);
  }

  @Override
  public Throwable serve(UpcallFrame upcall, Situation situation) {
    Registration registration = table.find(upcall.number());
    Object function = registration == null ? null : registration.function();
    CallbackType<?> type = registration == null ? null : registration.type();
    if (function == null || type == null) {
      CallbackErrors.released(
          registration == null ? table.formerName(upcall.number()) : registration.name());
      return null;
    }
    if (situation == Situation.FAILED_CALLER
        && options.afterException() == CallbackOptions.AfterException.REFUSE) {
      return null;
    }
    try {
      upcall.open(registration.target(), registration.address());
      type.runner().accept(function, upcall);
      return null;
    } catch (Throwable thrown) {
      if (situation != Situation.NOBODY) {
        return settled(type, function, thrown) ? null : thrown;
      }
      uncaught(type, function, thrown);
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

  private static <T> boolean settled(CallbackType<T> type, Object function, Throwable thrown) {
    try {
      JavaFunction<T> java = type.java();
      return java.rules().caught(java.type().cast(function), thrown);
    } catch (RuntimeException | Error e) {
      CallbackErrors.badRules(type.name(), e);
      return false;
    }
  }

  private static void uncaught(CallbackType<?> type, Object function, Throwable thrown) {
    try {
      if (handled(type, function, thrown)) {
        return;
      }
    } catch (RuntimeException | Error e) {
      CallbackErrors.badRules(type.name(), e);
    }
    CallbackErrors.uncaught(type.name(), thrown);
  }

  private static <T> boolean handled(CallbackType<T> type, Object function, Throwable thrown) {
    JavaFunction<T> java = type.java();
    return java.rules().uncaught(java.type().cast(function), thrown);
  }

  private Registration known(CallbackType<?> type, Object function) {
    for (Registration registration : table.of(function)) {
      CallbackType<?> known = registration.type();
      if (!registration.isGivenUp() && known != null && known.same(type)) {
        return registration;
      }
    }
    return null;
  }

  private Registration register(CallbackType<?> type, Object function, boolean passed) {
    // Before the lock: it asks factories.
    type.prepare();
    registering.lock();
    try {
      freeCollected();
      Registration known = known(type, function);
      return known != null ? known : create(type, function, passed);
    } finally {
      registering.unlock();
    }
  }

  private Registration create(CallbackType<?> type, Object function, boolean passed) {
    long number = table.newNumber();
    try {
      UpcallTarget target = UpcallTarget.of(number, type.shape());
      long address = requests.createThunk(target);
      return table.add(
          function, reference -> new Registration(type, reference, target, address, passed));
    } catch (RuntimeException | Error e) {
      table.returnNumber(number);
      throw e;
    }
  }

  private void freeCollected() {
    for (Long dead = unfreed.poll(); dead != null; dead = unfreed.poll()) {
      requests.freeThunk(dead);
    }
  }
}
