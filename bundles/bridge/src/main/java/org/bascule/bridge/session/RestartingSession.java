package org.bascule.bridge.session;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.bascule.bridge.Apartment;
import org.bascule.bridge.Batch;
import org.bascule.bridge.CallbackHandle;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.FunctionOptions;
import org.bascule.bridge.HostBlock;
import org.bascule.bridge.HostEnd;
import org.bascule.bridge.HostIdentity;
import org.bascule.bridge.LoadedLibrary;
import org.bascule.bridge.SessionListener;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.Variable;
import org.bascule.bridge.invoke.FunctionSite;
import org.bascule.bridge.invoke.FunctionSites;
import org.bascule.bridge.invoke.InvokerFactory;
import org.bascule.bridge.raw.RawHost;
import org.bascule.bridge.raw.RawSession;
import org.bascule.bridge.registry.MarshallerRegistry;
import org.bascule.lifetime.Housekeeper;
import org.bascule.lifetime.Scope;
import org.bascule.spi.Abi;
import org.bascule.spi.Address;
import org.bascule.spi.Marshaller;
import org.bascule.spi.NativeFunction;
import org.bascule.spi.WindowsMemory;

/**
 * A session that begins anew when its host has ended. Its proxies and handles go on in the next
 * life; what lies in the memory of a host, or is known by its address there, ends with that host.
 */
final class RestartingSession implements RawSession {
  private final String name;
  private final Abi abi;
  private final Lives lives;
  private final FunctionSites sites;
  private final SessionListener everybody;
  private final Listeners listeners = new Listeners();
  private final Scope parts = new Scope();

  /**
   * A session with its first life.
   *
   * @param everybody who is told of all sessions
   * @param opener opens a life by its number
   */
  RestartingSession(
      String name,
      SessionOptions options,
      MarshallerRegistry registry,
      Housekeeper housekeeper,
      SessionListener everybody,
      BiFunction<RestartingSession, Integer, WineSession> opener) {
    this.name = name;
    this.abi = options.abi();
    this.everybody = everybody;
    this.sites = parts.add(new FunctionSites(housekeeper));
    parts.add(registry.onChange(sites::unbindAll));
    this.lives = new Lives(options.restart(), number -> opener.apply(this, number), new Bound());
  }

  /** Has everything bound anew. */
  private final class Bound implements Lives.Told {
    @Override
    public void ended() {
      sites.unbindAll();
    }

    @Override
    public void restarted(WineSession before, WineSession now) {
      sites.unbindAll();
      tell(before);
    }
  }

  private void tell(WineSession before) {
    before
        .end()
        .ifPresent(
            end -> {
              everybody.restarted(this, end);
              listeners.restarted(this, end);
            });
  }

  /** One of its hosts has ended. Whoever hears of it finds nothing bound there any more. */
  void ended(HostEnd end) {
    sites.unbindAll();
    listeners.ended(this, end);
  }

  @Override
  public AutoCloseable listen(SessionListener listener) {
    return listeners.add(listener);
  }

  private WineSession running() {
    return lives.running();
  }

  /** Whether nothing is left that could be used. */
  boolean closed() {
    return lives.closed();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Abi abi() {
    return abi;
  }

  @Override
  public HostIdentity host() {
    return lives.last().host();
  }

  @Override
  public int lanes() {
    return lives.last().lanes();
  }

  @Override
  public Optional<HostEnd> end() {
    return lives.closed() ? lives.last().end() : Optional.empty();
  }

  @Override
  public LoadedLibrary library(String library) {
    return running().library(library);
  }

  @Override
  public <T> T load(String library, Class<T> type) {
    return load(library, type, Optional.empty());
  }

  @Override
  public <T> T load(String library, Class<T> type, Map<String, ?> options) {
    Required.given(options, "load an interface", "options");
    return load(library, type, Optional.of(options));
  }

  private <T> T load(String library, Class<T> type, Optional<Map<String, ?>> options) {
    LoadedType loaded = new LoadedType(lives, library, type, options);
    Map<Method, MethodHandle> invokers = new LinkedHashMap<>();
    for (Method method : loaded.methods()) {
      MethodType methodType =
          MethodType.methodType(method.getReturnType(), method.getParameterTypes());
      FunctionSite site = new FunctionSite(methodType, () -> loaded.bind(method));
      sites.add(site);
      invokers.put(method, site.dynamicInvoker());
    }
    return InvokerFactory.create(type, invokers, type.getName() + " on " + library + " in " + name);
  }

  @Override
  public Map<Method, Throwable> check(String library, Class<?> type) {
    return running().check(library, type);
  }

  @Override
  public Map<Method, Throwable> check(String library, Class<?> type, Map<String, ?> options) {
    return running().check(library, type, options);
  }

  @Override
  public FunctionHandle function(String library, String prototype, FunctionOptions options) {
    return new RestartingHandle(lives, life -> life.function(library, prototype, options));
  }

  @Override
  public FunctionHandle functionAt(Address address, String prototype, FunctionOptions options) {
    return running().functionAt(address, prototype, options);
  }

  @Override
  public <T> T functionAt(Address address, Class<T> type) {
    return running().functionAt(address, type);
  }

  @Override
  public Variable<Object> variable(String library, String declaration) {
    return running().variable(library, declaration);
  }

  @Override
  public <T> Variable<T> variable(String library, String export, Class<T> type) {
    return running().variable(library, export, type);
  }

  @Override
  public Variable<Object> at(Address address, String cType) {
    return running().at(address, cType);
  }

  @Override
  public <T> Variable<T> at(Address address, Class<T> type) {
    return running().at(address, type);
  }

  @Override
  public List<String> declare(String source) {
    return lives.declare(source);
  }

  @Override
  public String layout(String cType) {
    return running().layout(cType);
  }

  @Override
  public Marshaller<?> marshaller(Class<?> type) {
    return running().marshaller(type);
  }

  @Override
  public WindowsMemory memory(Address address, long size) {
    return running().memory(address, size);
  }

  @Override
  public HostBlock allocate(long size) {
    return running().allocate(size);
  }

  @Override
  public <T> CallbackHandle<T> callback(Class<T> type, T function) {
    return running().callback(type, function);
  }

  @Override
  public CallbackHandle<NativeFunction> callback(String cType, NativeFunction function) {
    return running().callback(cType, function);
  }

  @Override
  public Apartment apartment(String apartment) {
    return running().apartment(apartment);
  }

  @Override
  public Batch batch() {
    WineSession life = running();
    return new LifeBatch(life, life.batch());
  }

  @Override
  public int lastError() {
    return lives.last().lastError();
  }

  /** That of the present life. */
  @Override
  public RawHost raw() {
    return running().raw();
  }

  @Override
  public void close() {
    lives.close();
    parts.close();
  }

  @Override
  public String toString() {
    return lives.last().toString();
  }
}
