package org.bascule.bridge.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.MarshallerInfo;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.registry.MarshallerRegistry;
import org.bascule.bridge.registry.RegisteredFactory;
import org.bascule.lifetime.Housekeeper;
import org.bascule.protocol.HostAbi;
import org.bascule.spi.Abi;
import org.bascule.transport.Check;
import org.bascule.transport.HostLauncher;
import org.bascule.transport.HostSettings;

/** The bridge over one launcher and one registry. */
public final class Sessions implements Bascule, AutoCloseable {
  private static final int LANE_WINDOW = 512 * 1024;

  private final HostLauncher launcher;
  private final MarshallerRegistry registry;
  private final SessionOptions defaults;
  private final Housekeeper housekeeper;
  private final AtomicInteger count = new AtomicInteger();
  private final List<WineSession> open = new CopyOnWriteArrayList<>();
  private Session shared;

  /** A bridge without sessions. */
  public Sessions(
      HostLauncher launcher,
      MarshallerRegistry registry,
      SessionOptions defaults,
      Housekeeper housekeeper) {
    this.launcher = launcher;
    this.registry = registry;
    this.defaults = defaults;
    this.housekeeper = housekeeper;
  }

  @Override
  public Session open(SessionOptions options) {
    WineSession session =
        new WineSession(
            "session-" + count.incrementAndGet(),
            launcher.launch(settings(options)),
            options,
            registry,
            housekeeper);
    open.add(session);
    return session;
  }

  @Override
  public synchronized Session shared() {
    if (shared == null || shared.end().isPresent()) {
      shared = open(defaults);
    }
    return shared;
  }

  @Override
  public List<Session> sessions() {
    open.removeIf(session -> session.end().isPresent());
    return List.copyOf(open);
  }

  @Override
  public List<MarshallerInfo> marshallers() {
    return registry.snapshot().factories().stream().map(RegisteredFactory::info).toList();
  }

  @Override
  public SessionOptions defaults() {
    return defaults;
  }

  @Override
  public List<Check> examine(SessionOptions options) {
    return launcher.examine(settings(options));
  }

  @Override
  public List<Check> examineLibrary(SessionOptions options, String library) {
    LibraryLocator locator = new LibraryLocator(options.libraryPath(), options.prefix());
    return new LibraryInspector(locator, options.abi()).examine(library);
  }

  /** Closes every session. */
  @Override
  public void close() {
    new ArrayList<>(open).forEach(Session::close);
    open.clear();
  }

  private static HostSettings settings(SessionOptions options) {
    return new HostSettings(
        (byte) (options.abi() == Abi.X64 ? HostAbi.X64 : HostAbi.X86),
        options.prefix(),
        options.loader(),
        options.workingDirectory(),
        options.environment(),
        LANE_WINDOW,
        options.startTimeout(),
        options.progress(),
        options.dllOutput());
  }
}
