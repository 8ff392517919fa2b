package org.bascule.bridge.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.Check;
import org.bascule.bridge.MarshallerInfo;
import org.bascule.bridge.ResourceLimits;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionListener;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.call.Undeclared;
import org.bascule.bridge.plan.PlanLinker;
import org.bascule.bridge.prototype.TypeNames;
import org.bascule.bridge.prototype.WindowsTypes;
import org.bascule.bridge.raw.RawSession;
import org.bascule.bridge.registry.MarshallerRegistry;
import org.bascule.bridge.registry.RegisteredFactory;
import org.bascule.error.HostEndedException;
import org.bascule.error.ValueException;
import org.bascule.lifetime.Housekeeper;
import org.bascule.lifetime.Scope;
import org.bascule.protocol.HostAbi;
import org.bascule.spi.Abi;
import org.bascule.spi.CodePageText;
import org.bascule.transport.Host;
import org.bascule.transport.HostLauncher;
import org.bascule.transport.HostLimits;
import org.bascule.transport.HostSettings;
import org.bascule.transport.Inherited;

/** The bridge over one launcher and one registry. */
public final class Sessions implements Bascule, AutoCloseable {
  private static final int LANE_WINDOW = 512 * 1024;

  private final HostLauncher launcher;
  private final MarshallerRegistry registry;
  private final Supplier<SessionOptions> defaults;
  private final Housekeeper housekeeper;
  private final Map<Abi, TypeNames> windowsTypes =
      Map.of(Abi.X64, new WindowsTypes(Abi.X64), Abi.X86, new WindowsTypes(Abi.X86));
  private final PlanLinker linker = new PlanLinker();
  private final AtomicInteger count = new AtomicInteger();
  // What is closed with the bridge: a scope for each session that is open or being opened.
  private final Scope all = new Scope();
  private final List<RawSession> open = new CopyOnWriteArrayList<>();
  private final Listeners listeners = new Listeners();
  private final SharedSessions shared = new SharedSessions(this::openShared);

  /**
   * A bridge without sessions.
   *
   * @param defaults asked for each new shared session
   */
  public Sessions(
      HostLauncher launcher,
      MarshallerRegistry registry,
      Supplier<SessionOptions> defaults,
      Housekeeper housekeeper) {
    this.launcher = launcher;
    this.registry = registry;
    this.defaults = defaults;
    this.housekeeper = housekeeper;
  }

  @Override
  public Session open(SessionOptions options) {
    return openSession(Required.given(options, "open a session", "options"));
  }

  @Override
  public Session shared() {
    return shared.get(defaults.get().abi());
  }

  @Override
  public Session shared(Abi abi) {
    return shared.get(Required.given(abi, "open a session", "abi"));
  }

  @Override
  public Session sharedFor(String library) {
    return shared.get(defaultsFor(library).abi());
  }

  private RawSession openShared(Abi abi) {
    return openSession(defaults.get().withAbi(abi));
  }

  private RawSession openSession(SessionOptions options) {
    OptionsCheck.all(options);
    String name = "session-" + count.incrementAndGet();
    if (!options.restart().restarts()) {
      return openLife(name, options, Optional.empty());
    }
    RestartingSession session =
        new RestartingSession(
            name,
            options,
            registry,
            housekeeper,
            listeners,
            (whole, number) -> openLife(name, options, Optional.of(whole)));
    open.add(session);
    if (all.isClosed()) {
      session.close();
      throw SessionErrors.closed(null);
    }
    return session;
  }

  /**
   * Starts a host.
   *
   * @param whole the session of which this is a life; empty if it is one itself
   */
  private WineSession openLife(
      String name, SessionOptions options, Optional<RestartingSession> whole) {
    Scope scope = new Scope();
    all.add(scope);
    try {
      refuseIfClosed();
      scope.add(() -> all.release(scope));
      // Closed after the host, since calls that are in flight need the session's parts to the end.
      Scope parts = scope.add(new Scope());
      Host host = scope.add(launcher.launch(settings(options)));
      refuseIfClosed();
      TypeNames names = windowsTypes.get(options.abi());
      WineSession session =
          new WineSession(name, host, options, registry, names, linker, housekeeper, parts);
      RawSession shown = whole.<RawSession>map(life -> life).orElse(session);
      parts.add(() -> ended(session, shown));
      if (whole.isEmpty()) {
        open.add(session);
      }
      host.onEnd(end -> scope.close());
      refuseIfClosed();
      return session;
    } catch (Throwable e) {
      throw abandoned(scope, e);
    }
  }

  /** Has it told what becomes of sessions. */
  public void listen(SessionListener listener) {
    listeners.add(listener);
  }

  /** Tells it no more. */
  public void ignore(SessionListener listener) {
    listeners.remove(listener);
  }

  /** Nothing is left of what was to be a session. */
  private RuntimeException abandoned(Scope scope, Throwable failure) {
    Throwable told = scope.closeAfter(failure);
    if (all.isClosed() && told instanceof HostEndedException) {
      // It failed because its host was taken away.
      throw SessionErrors.closed(told);
    }
    return Undeclared.thrown(told);
  }

  private void refuseIfClosed() {
    if (all.isClosed()) {
      throw SessionErrors.closed(null);
    }
  }

  /**
   * A host has ended.
   *
   * @param shown what its users have: it, or the session of which it was a life
   */
  private void ended(WineSession life, RawSession shown) {
    if (shown == life || shown instanceof RestartingSession whole && whole.closed()) {
      open.remove(shown);
      shared.forget(shown);
    }
    if (shown instanceof RestartingSession whole) {
      life.end().ifPresent(whole::ended);
    }
    life.end().ifPresent(end -> listeners.ended(shown, end));
  }

  @Override
  public List<Session> sessions() {
    return open.stream()
        .filter(session -> session.end().isEmpty())
        .map(Session.class::cast)
        .toList();
  }

  @Override
  public List<MarshallerInfo> marshallers() {
    return registry.snapshot().factories().stream().map(RegisteredFactory::info).toList();
  }

  @Override
  public SessionOptions defaults() {
    return defaults.get();
  }

  @Override
  public SessionOptions defaultsFor(String library) {
    Required.given(library, "load a library", "library");
    SessionOptions options = defaults.get();
    return LibraryWidth.of(library, options).map(options::withAbi).orElse(options);
  }

  @Override
  public List<Check> examine(SessionOptions options) {
    Required.given(options, "examine the machine", "options");
    List<Check> checks = new ArrayList<>();
    try {
      OptionsCheck.all(options);
    } catch (ValueException e) {
      checks.add(OptionsCheck.failed("options", e.diagnosis()));
    }
    launcher.examine(settings(options)).forEach(found -> checks.add(HostViews.check(found)));
    return checks;
  }

  @Override
  public List<Check> examineLibrary(SessionOptions options, String library) {
    Required.given(options, "examine a library", "options");
    Required.given(library, "examine a library", "library");
    LibraryLocator locator =
        new LibraryLocator(options.libraryPath(), options.prefix(), options.abi());
    return new LibraryDoctor(locator, new LibraryInspector(locator, options.abi()))
        .examine(library);
  }

  /**
   * Closes every session, those included that are being opened: whoever opens one gets an
   * exception. Does not wait for them.
   */
  @Override
  public void close() {
    all.close();
  }

  private static HostSettings settings(SessionOptions options) {
    return new HostSettings(
        (byte) (options.abi() == Abi.X64 ? HostAbi.X64 : HostAbi.X86),
        options.prefix(),
        options.loader(),
        options.workingDirectory(),
        CodePageText.of(options.codePage()).charset(),
        new Inherited(options.inheritance().all(), options.inheritance().names()),
        limits(options.resources()),
        options.environment(),
        LANE_WINDOW,
        HostSettings.DEFAULT_ARENA_LIMIT,
        options.startTimeout(),
        options.endTimeout(),
        options.progress()::update,
        options.dllOutput());
  }

  private static HostLimits limits(ResourceLimits limits) {
    return new HostLimits(
        limits.memory(),
        limits.cpu().toSeconds(),
        limits.processes(),
        limits.files(),
        limits.controlGroup());
  }
}
