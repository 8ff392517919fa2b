package org.bascule.bridge.session;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.FunctionOptions;
import org.bascule.bridge.HostBlock;
import org.bascule.bridge.Library;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.call.HostRefusal;
import org.bascule.bridge.call.HostRequests;
import org.bascule.bridge.invoke.FunctionSite;
import org.bascule.bridge.invoke.InvokerFactory;
import org.bascule.bridge.plan.BindingEnvironment;
import org.bascule.bridge.plan.LayoutExplanation;
import org.bascule.bridge.plan.Signature;
import org.bascule.bridge.prototype.Prototype;
import org.bascule.bridge.prototype.PrototypeReader;
import org.bascule.bridge.registry.MarshallerRegistry;
import org.bascule.spi.Abi;
import org.bascule.spi.Address;
import org.bascule.spi.CodePageText;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.bascule.spi.WindowsMemory;
import org.bascule.transport.Host;
import org.bascule.transport.HostEnd;
import org.bascule.transport.HostIdentity;

/** A session over one host. */
public final class WineSession implements Session {
  /** What Windows' own allocators guarantee on x64. */
  private static final int BLOCK_ALIGNMENT = 16;

  private final String name;
  private final Host host;
  private final SessionOptions options;
  private final MarshallerRegistry registry;
  private final HostRequests requests;
  private final BindingEnvironment environment;
  private final LibraryLocator locator;
  private final LibraryInspector inspector;
  private final Map<String, LoadedLibrary> libraries = new ConcurrentHashMap<>();
  private final List<WeakReference<FunctionSite>> sites = new CopyOnWriteArrayList<>();
  private final Runnable registryListener = this::unbindAll;

  /** A session that owns this host. */
  public WineSession(String name, Host host, SessionOptions options, MarshallerRegistry registry) {
    this.name = name;
    this.host = host;
    this.options = options;
    this.registry = registry;
    this.requests = new HostRequests(host, options.abi());
    this.environment =
        new BindingEnvironment(
            options.abi(), CodePageText.of(options.codePage()), requests.memory());
    this.locator = new LibraryLocator(options.libraryPath(), options.prefix());
    this.inspector = new LibraryInspector(locator, options.abi());
    registry.onChange(registryListener);
    host.onEnd(end -> registry.forget(registryListener));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Abi abi() {
    return options.abi();
  }

  @Override
  public HostIdentity host() {
    return host.identity();
  }

  @Override
  public int lanes() {
    return host.openLanes();
  }

  @Override
  public Optional<HostEnd> end() {
    return host.end();
  }

  @Override
  public Library library(String library) {
    return loaded(library);
  }

  @Override
  public <T> T load(String library, Class<T> type) {
    List<Method> functions = InterfaceReader.functions(type);
    LoadedLibrary loaded = loaded(library);
    Map<Method, MethodHandle> invokers = new LinkedHashMap<>();
    for (Method method : functions) {
      MethodType methodType =
          MethodType.methodType(method.getReturnType(), method.getParameterTypes());
      FunctionBinder binder = binder(loaded, InterfaceReader.functionName(method), environment);
      FunctionSite site =
          new FunctionSite(
              methodType, () -> binder.bind(InterfaceReader.signature(library, method)).handle());
      invokers.put(method, watched(site).invoker());
    }
    return InvokerFactory.create(
        type, invokers, type.getName() + " on " + loaded.path() + " in " + name);
  }

  @Override
  public FunctionHandle function(String library, String prototype) {
    return function(library, prototype, FunctionOptions.NONE);
  }

  @Override
  public FunctionHandle function(String library, String source, FunctionOptions how) {
    Prototype prototype = PrototypeReader.read(source);
    LoadedLibrary loaded = loaded(library);
    String function = library + "." + prototype.name();
    Signature signature = PrototypeSignatures.signature(function, prototype, how.directives());
    BindingEnvironment in =
        how.codePage().isEmpty()
            ? environment
            : environment.withCodePage(CodePageText.of(how.codePage().getAsInt()));
    FunctionBinder binder = binder(loaded, prototype.name(), in);
    PlanHandle handle = new PlanHandle(function, prototype, () -> binder.bind(signature));
    watched(handle.site());
    return handle;
  }

  @Override
  public String layout(String cType) {
    TypeUse use =
        new TypeUse(
            Object.class,
            Optional.of(PrototypeReader.readType(cType)),
            List.of(),
            Place.FIELD,
            "the type");
    return LayoutExplanation.of(use, registry.snapshot(), environment);
  }

  @Override
  public WindowsMemory memory(Address address, long size) {
    return requests.memory().view(address.bits(), size);
  }

  @Override
  public HostBlock allocate(long size) {
    return new ArenaBlock(host.arena().allocate(size, BLOCK_ALIGNMENT), requests.memory());
  }

  @Override
  public int lastError() {
    return requests.lastError();
  }

  @Override
  public void close() {
    registry.forget(registryListener);
    host.close();
  }

  @Override
  public String toString() {
    return name + " (host " + host.identity().processId() + ")";
  }

  private FunctionBinder binder(LoadedLibrary library, String function, BindingEnvironment in) {
    return new FunctionBinder(host, requests, registry, this::loaded, library, function, in);
  }

  /**
   * Two threads may load the same DLL at once, which Windows counts; no lock is held while its
   * DllMain runs.
   */
  private LoadedLibrary loaded(String library) {
    LoadedLibrary known = libraries.get(library);
    if (known != null) {
      return known;
    }
    LoadedLibrary loaded = loadNow(library);
    LoadedLibrary first = libraries.putIfAbsent(library, loaded);
    return first == null ? loaded : first;
  }

  private LoadedLibrary loadNow(String library) {
    LibraryLocation location = locator.locate(library);
    location.file().ifPresent(file -> inspector.check(library, file));
    try {
      return new LoadedLibrary(
          library, requests.load(location.windowsName(), locator.directories(location)), requests);
    } catch (HostRefusal refusal) {
      throw inspector.explain(library, location, refusal);
    }
  }

  private FunctionSite watched(FunctionSite site) {
    sites.removeIf(reference -> reference.get() == null);
    sites.add(new WeakReference<>(site));
    return site;
  }

  private void unbindAll() {
    for (WeakReference<FunctionSite> reference : sites) {
      FunctionSite site = reference.get();
      if (site != null) {
        site.unbind();
      }
    }
  }
}
