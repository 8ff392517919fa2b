package org.bascule.bridge.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bascule.bridge.call.FakeHost;
import org.bascule.protocol.HostAbi;
import org.bascule.transport.Finding;
import org.bascule.transport.Host;
import org.bascule.transport.HostExit;
import org.bascule.transport.HostFacts;
import org.bascule.transport.HostLauncher;
import org.bascule.transport.HostSettings;
import org.bascule.transport.LaneServer;
import org.bascule.transport.WineReport;

/** Launches hosts without a process, and counts what became of them. */
final class FakeLauncher implements HostLauncher {
  final List<EndingHost> launched = new CopyOnWriteArrayList<>();
  final List<HostSettings> settings = new CopyOnWriteArrayList<>();
  Supplier<EndingHost> make = EndingHost::new;

  @Override
  public Host launch(HostSettings wanted) {
    EndingHost host = make.get();
    settings.add(wanted);
    launched.add(host);
    return host;
  }

  @Override
  public WineReport wine(HostSettings settings) {
    return new WineReport(Optional.empty(), Optional.empty(), "", List.of());
  }

  @Override
  public List<Finding> examine(HostSettings settings) {
    return List.of();
  }

  /** A host that can be ended, and tells. */
  static class EndingHost extends FakeHost {
    final AtomicInteger closed = new AtomicInteger();
    private final List<Consumer<HostExit>> listeners = new ArrayList<>();
    private HostExit end;

    EndingHost() {
      super(reply -> reply);
    }

    @Override
    public HostFacts identity() {
      Path none = Path.of("/none");
      return new HostFacts((byte) HostAbi.X64, 1, 1, none, "8.0", none, "0");
    }

    @Override
    public void serveThreads(LaneServer server) {}

    @Override
    public synchronized Optional<HostExit> end() {
      return Optional.ofNullable(end);
    }

    @Override
    public void onEnd(Consumer<HostExit> listener) {
      synchronized (this) {
        if (end == null) {
          listeners.add(listener);
          return;
        }
      }
      listener.accept(end);
    }

    /** It ends by itself. */
    void die() {
      List<Consumer<HostExit>> told;
      synchronized (this) {
        if (end != null) {
          return;
        }
        end = new HostExit(closed.get() > 0, 0, "over");
        told = List.copyOf(listeners);
        listeners.clear();
      }
      told.forEach(listener -> listener.accept(end));
    }

    @Override
    public void close() {
      closed.incrementAndGet();
      die();
    }
  }
}
