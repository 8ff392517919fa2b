package org.bascule.bridge.session;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
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
import org.bascule.bridge.apartment.MessageApartment;
import org.bascule.bridge.batch.RecordedBatch;
import org.bascule.bridge.call.HostRequests;
import org.bascule.bridge.call.Lending;
import org.bascule.bridge.invoke.FunctionSites;
import org.bascule.bridge.invoke.InvokerFactory;
import org.bascule.bridge.plan.BindingEnvironment;
import org.bascule.bridge.plan.LayoutExplanation;
import org.bascule.bridge.plan.LoneMarshaller;
import org.bascule.bridge.plan.PlanLinker;
import org.bascule.bridge.plan.Signature;
import org.bascule.bridge.prototype.DeclarationReader;
import org.bascule.bridge.prototype.Declarations;
import org.bascule.bridge.prototype.Prototype;
import org.bascule.bridge.prototype.PrototypeReader;
import org.bascule.bridge.prototype.TypeNames;
import org.bascule.bridge.prototype.VariableDeclaration;
import org.bascule.bridge.raw.RawHost;
import org.bascule.bridge.raw.RawSession;
import org.bascule.bridge.registry.MarshallerRegistry;
import org.bascule.bridge.untyped.UntypedHost;
import org.bascule.bridge.upcall.Callbacks;
import org.bascule.bridge.upcall.FunctionProxies;
import org.bascule.lifetime.Housekeeper;
import org.bascule.lifetime.Scope;
import org.bascule.spi.Abi;
import org.bascule.spi.Address;
import org.bascule.spi.CType;
import org.bascule.spi.CodePageText;
import org.bascule.spi.Marshaller;
import org.bascule.spi.NativeFunction;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.bascule.spi.WindowsMemory;
import org.bascule.transport.Host;

/** A session over one host. */
public final class WineSession implements RawSession {
  /** What Windows' own allocators guarantee on x64. */
  private static final int BLOCK_ALIGNMENT = 16;

  private final String name;
  private final Host host;
  private final Abi abi;
  private final MarshallerRegistry registry;
  private final HostRequests requests;
  private final PlanLinker linker;
  private final Callbacks callbacks;
  private final BindingEnvironment environment;
  private final LoadedLibraries libraries;
  private final FunctionSites sites;
  private final FreeingFunctions freeingAnywhere;
  private final Variables variables;
  private final RawHost raw;
  private volatile Declarations declarations = Declarations.NONE;

  /**
   * A session over this host, which somebody else owns until it is complete.
   *
   * @param names what names of C types mean that nobody has declared
   * @param linker makes handles of plans, also for other sessions
   * @param parts gets what is to be closed after the host; the session itself closes only the host
   */
  public WineSession(
      String name,
      Host host,
      SessionOptions options,
      MarshallerRegistry registry,
      TypeNames names,
      PlanLinker linker,
      Housekeeper housekeeper,
      Scope parts) {
    this.name = name;
    this.linker = linker;
    this.host = host;
    // Not the options themselves: who opens a session is not kept by it.
    this.abi = options.abi();
    this.registry = registry;
    CodePageText codePage = CodePageText.of(options.codePage());
    this.sites = parts.add(new FunctionSites(housekeeper));
    this.requests =
        parts.add(
            new HostRequests(
                host,
                abi,
                housekeeper,
                options.virtualThreadLanes(),
                options.limits(),
                options.recycle(),
                options.restart().restarts()
                    ? "the session begins anew when it is next used"
                    : "open a new session"));
    this.libraries = new LoadedLibraries(requests, options);
    // Functions that are known by their address alone belong to no DLL.
    this.freeingAnywhere = new FreeingFunctions(host, requests, libraries::get, Optional.empty());
    FunctionProxies proxies =
        new FunctionProxies(host, requests, linker, freeingAnywhere::get, sites::add, housekeeper);
    this.callbacks =
        parts.add(
            new Callbacks(
                requests,
                registry,
                options.callbacks(),
                proxies,
                InterfaceReader::functionType,
                sites::add,
                housekeeper));
    ToLongFunction<String> loader = library -> libraries.load(library).module();
    this.raw = UntypedHost.open(name, options, host, requests, callbacks, loader, parts);
    // What was declared counts in interfaces' texts too, which are read without it.
    TypeNames all = wanted -> declarations.type(wanted).or(() -> names.find(wanted));
    this.environment =
        new BindingEnvironment(
            abi, codePage, requests.memory(), callbacks, all, new Lending(options.memory(), false));
    this.variables = new Variables(registry, environment, requests.memory(), sites::add);
    parts.add(registry.onChange(sites::unbindAll));
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
    return HostViews.identity(host.identity());
  }

  @Override
  public int lanes() {
    return host.openLanes();
  }

  @Override
  public Optional<HostEnd> end() {
    return host.end().map(HostViews::end);
  }

  @Override
  public AutoCloseable listen(SessionListener listener) {
    Listeners own = new Listeners();
    host.onEnd(exit -> own.ended(this, HostViews.end(exit)));
    return own.add(listener);
  }

  @Override
  public LoadedLibrary library(String library) {
    return libraries.get(library);
  }

  @Override
  public <T> T load(String library, Class<T> type) {
    return load(library, type, Optional.empty());
  }

  @Override
  public <T> T load(String library, Class<T> type, Map<String, ?> loadOptions) {
    Required.given(loadOptions, "load an interface", "options");
    return load(library, type, Optional.of(loadOptions));
  }

  @Override
  public Map<Method, Throwable> check(String library, Class<?> type) {
    return check(library, type, Optional.empty());
  }

  @Override
  public Map<Method, Throwable> check(String library, Class<?> type, Map<String, ?> options) {
    return check(library, type, Optional.of(options));
  }

  private Map<Method, Throwable> check(
      String library, Class<?> type, Optional<Map<String, ?>> options) {
    return functions(library, type, options).refused();
  }

  private <T> T load(String library, Class<T> type, Optional<Map<String, ?>> loadOptions) {
    LifeFunctions functions = functions(library, type, loadOptions);
    String proxy = type.getName() + " on " + functions.library().path() + " in " + name;
    return InvokerFactory.create(type, functions.invokers(sites), proxy);
  }

  /** The functions of an interface; loads the library. */
  LifeFunctions functions(String library, Class<?> type, Optional<Map<String, ?>> options) {
    InterfaceFunctions functions =
        InterfaceFunctions.of(library, type, options, registry, environment, variables);
    List<Method> methods = functions.methods();
    HostLibrary loaded = libraries.get(library);
    return new LifeFunctions(functions, methods, loaded, () -> binder(loaded, environment));
  }

  /** What libraries have been loaded, in their order, as they were asked for. */
  List<String> loaded() {
    return libraries.names();
  }

  /** Its host has ended, and the other one is its successor. */
  void succeededBy(WineSession next) {
    host.succeededBy("process " + next.host.identity().processId());
  }

  @Override
  public FunctionHandle function(String library, String source, FunctionOptions how) {
    Declarations declared = declarations;
    Prototype prototype = PrototypeReader.read(source, declared);
    HostLibrary loaded = libraries.get(library);
    return handle(
        library + "." + prototype.name(),
        prototype,
        declared,
        how,
        in -> binder(loaded, in),
        bytes -> loaded.function(LinkerNames.of(List.of(prototype.name()), bytes, abi)));
  }

  @Override
  public FunctionHandle functionAt(Address address, String source, FunctionOptions how) {
    Address there = Required.called(address, "bind a function");
    Declarations declared = declarations;
    Prototype prototype = PrototypeReader.read(source, declared);
    return handle(
        prototype.name() + " at " + there,
        prototype,
        declared,
        how,
        in -> new FunctionBinder(host, requests, registry, freeingAnywhere, linker, in),
        bytes -> there.bits());
  }

  @Override
  public <T> T functionAt(Address address, Class<T> type) {
    Address there = Required.called(address, "bind a function");
    Required.given(type, "bind a function", "type");
    return variables.functionAt(there, type);
  }

  @Override
  public Variable<Object> variable(String library, String declaration) {
    VariableDeclaration read = PrototypeReader.readVariable(declaration, declarations);
    return variables.declared(libraries.get(library), read);
  }

  @Override
  public <T> Variable<T> variable(String library, String export, Class<T> type) {
    Required.given(export, "find a variable", "name");
    Required.given(type, "find a variable", "type");
    return variables.typed(libraries.get(library), export, type);
  }

  @Override
  public Variable<Object> at(Address address, String cType) {
    Required.given(address, "look at memory", "address");
    return variables.at(address, PrototypeReader.readStanding(cType, declarations));
  }

  @Override
  public <T> Variable<T> at(Address address, Class<T> type) {
    Required.given(address, "look at memory", "address");
    return variables.at(address, Required.given(type, "look at memory", "type"));
  }

  private FunctionHandle handle(
      String function,
      Prototype prototype,
      Declarations declared,
      FunctionOptions how,
      Function<BindingEnvironment, FunctionBinder> binder,
      FunctionBinder.Finder address) {
    BindingEnvironment in =
        OptionsEnvironment.of(Required.given(how, "bind a function", "options"), environment);
    Signature signature =
        PrototypeSignatures.signature(function, prototype, declared, how.directives());
    PlanHandle handle =
        new PlanHandle(function, prototype, requests, binder.apply(in).linker(signature, address));
    handle.sites().forEach(sites::add);
    return handle;
  }

  @Override
  public synchronized List<String> declare(String source) {
    DeclarationReader.Result read = DeclarationReader.read(source, declarations);
    declarations = read.all();
    return read.names();
  }

  @Override
  public String layout(String cType) {
    TypeUse use =
        new TypeUse(
            Object.class,
            Optional.of(PrototypeReader.readType(cType, declarations)),
            List.of(),
            Place.FIELD,
            "the type");
    return LayoutExplanation.of(use, registry.snapshot(), environment);
  }

  @Override
  public Marshaller<?> marshaller(Class<?> type) {
    Required.given(type, "find a marshaller", "type");
    TypeUse use =
        new TypeUse(type, Optional.empty(), List.of(), Place.TARGET, type.getSimpleName());
    return LoneMarshaller.of(use, registry.snapshot(), environment);
  }

  @Override
  public WindowsMemory memory(Address address, long size) {
    Required.given(address, "look at memory", "address");
    return requests.memory().view(address.bits(), size);
  }

  @Override
  public HostBlock allocate(long size) {
    return new SessionBlock(host.arena().allocate(size, BLOCK_ALIGNMENT), requests.memory());
  }

  @Override
  public <T> CallbackHandle<T> callback(Class<T> type, T function) {
    Required.given(type, "make a callback", "type");
    Required.given(function, "make a callback", "function");
    return handle(use(type, Optional.empty()), function);
  }

  @Override
  public CallbackHandle<NativeFunction> callback(String cType, NativeFunction function) {
    Required.given(function, "make a callback", "function");
    CType read = PrototypeReader.readType(cType, declarations);
    return handle(use(Object.class, Optional.of(read)), function);
  }

  @Override
  public Apartment apartment(String apartment) {
    Required.given(apartment, "open an apartment", "name");
    return MessageApartment.open(this, apartment);
  }

  private static TypeUse use(Class<?> type, Optional<CType> cType) {
    return new TypeUse(type, cType, List.of(), Place.ARGUMENT, "the function");
  }

  private <T> CallbackHandle<T> handle(TypeUse use, T function) {
    return HeldCallback.of(use, function, registry.snapshot(), environment, requests, callbacks);
  }

  @Override
  public Batch batch() {
    return new RecordedBatch(requests, requests);
  }

  @Override
  public RawHost raw() {
    return raw;
  }

  @Override
  public int lastError() {
    return requests.lastError();
  }

  @Override
  public void close() {
    host.close();
  }

  @Override
  public String toString() {
    return name + " (host " + host.identity().processId() + ")";
  }

  private FunctionBinder binder(HostLibrary library, BindingEnvironment in) {
    FreeingFunctions freeing =
        new FreeingFunctions(host, requests, libraries::get, Optional.of(library));
    return new FunctionBinder(host, requests, registry, freeing, linker, in);
  }
}
