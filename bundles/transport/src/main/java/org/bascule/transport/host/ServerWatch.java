package org.bascule.transport.host;

import java.nio.file.Path;
import java.util.List;
import org.bascule.transport.posix.LinuxProcess;
import org.bascule.transport.posix.ProcessWatch;

/**
 * Notices the end of a prefix's wineserver. Without it a host neither works nor ends: its threads
 * wait for answers that nobody gives, but for those that happen to find the socket closed.
 */
final class ServerWatch {
  private final LinuxProcess server;
  private final LinuxProcess host;
  private final HostState state;
  private final ServiceSweep sweep;

  private ServerWatch(LinuxProcess server, long host, HostState state, ServiceSweep sweep) {
    this.server = server;
    this.host = LinuxProcess.of(host);
    this.state = state;
    this.sweep = sweep;
  }

  /** Begins to watch for a host that runs, until it ends. */
  static void start(Path prefix, long host, HostState state, Threads threads) {
    WineServer.of(prefix)
        .map(LinuxProcess::of)
        .ifPresent(
            server -> {
              state.needs(server);
              ServerWatch watch = new ServerWatch(server, host, state, new ServiceSweep(prefix));
              threads.start("bascule-wineserver-" + host, watch::run);
            });
  }

  private void run() {
    try (ProcessWatch watch = new ProcessWatch(List.of(server, host))) {
      watch.await();
    }
    // If it was the host that ended, the server lives on for others, or leaves in order later.
    if (!server.alive()) {
      state.serverEnded(server);
      sweep.run();
    }
  }
}
