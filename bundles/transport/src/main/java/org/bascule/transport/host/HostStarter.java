package org.bascule.transport.host;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.bascule.error.BasculeException;
import org.bascule.error.HostStartException;
import org.bascule.lifetime.Daemons;
import org.bascule.lifetime.Housekeeper;
import org.bascule.lifetime.Processes;
import org.bascule.lifetime.Scope;
import org.bascule.protocol.ArenaLayout;
import org.bascule.protocol.Welcome;
import org.bascule.transport.Host;
import org.bascule.transport.HostFacts;
import org.bascule.transport.HostSettings;
import org.bascule.transport.arena.AddressChooser;
import org.bascule.transport.arena.Segment;
import org.bascule.transport.arena.SegmentFactory;
import org.bascule.transport.arena.SharedArena;
import org.bascule.transport.arena.WindowSpace;
import org.bascule.transport.control.ControlChannel;
import org.bascule.transport.control.HostClient;
import org.bascule.transport.lane.ForeignThreads;
import org.bascule.transport.lane.LaneFactory;
import org.bascule.transport.lane.Lanes;
import org.bascule.transport.lane.SpinBudget;
import org.bascule.transport.limit.Limiter;
import org.bascule.transport.runtime.OwnerName;
import org.bascule.transport.runtime.RuntimeDirectory;
import org.bascule.transport.runtime.RuntimeParent;
import org.bascule.transport.runtime.Sweep;
import org.bascule.transport.wine.Loader;
import org.bascule.transport.wine.OutputLines;
import org.bascule.transport.wine.WineEnvironment;

/** Starts the host process and greets it. */
public final class HostStarter {
  /** Bytes of an arena's first segment. */
  public static final long FIRST_SEGMENT = 8L << 20;

  private static final String OPEN_LANE = "open a lane to the Wine host";

  /** A prefix's server may be leaving once, hardly twice. */
  private static final int ATTEMPTS = 3;

  private final HostExecutable executable;
  private final Housekeeper housekeeper;
  private final Threads threads;

  /** Starts the program that this keeps. */
  public HostStarter(HostExecutable executable, Housekeeper housekeeper) {
    this(executable, housekeeper, Daemons::start);
  }

  HostStarter(HostExecutable executable, Housekeeper housekeeper, Threads threads) {
    this.executable = executable;
    this.housekeeper = housekeeper;
    this.threads = threads;
  }

  /**
   * Starts a host in a prefix that is ready.
   *
   * @throws org.bascule.error.HostStartException if the settings cannot be used, or it does not get
   *     as far as its welcome; nothing is left of it then, nor if anything else is thrown
   */
  public Host start(HostSettings settings, Loader loader) {
    SettingsCheck.check(settings);
    Path program = program(settings);
    RuntimeDirectory directory = runtimeDirectory();
    for (int left = ATTEMPTS - 1; ; left--) {
      try {
        return start(settings, loader, program, directory);
      } catch (LeavingServerException e) {
        if (left == 0) {
          throw e.told();
        }
      }
    }
  }

  private Host start(HostSettings settings, Loader loader, Path program, RuntimeDirectory directory)
      throws LeavingServerException {
    Limiter limiter = Limiter.prepare(settings.limits());
    HostProcess process;
    try {
      process = launch(settings, loader, program);
    } catch (Throwable e) {
      limiter.end();
      throw e;
    }
    HostState state = new HostState(process.name(), process::kill);
    state.limitedBy(limiter::ending);
    state.onEnd(end -> limiter.end());
    try {
      return greet(settings, loader, directory, process, state, limiter);
    } catch (BasculeException e) {
      boolean ended = state.over();
      int status = end(process, state);
      List<String> lastLines = process.lastLines();
      HostStartException told = HostErrors.noWelcome(e, status, ended, lastLines);
      if (ended && LeavingServerException.isMeant(lastLines)) {
        throw new LeavingServerException(told);
      }
      throw told;
    } catch (Throwable e) {
      end(process, state);
      throw e;
    }
  }

  /** Kills it, and has all who were to be told of its end do what they have to. */
  private static int end(HostProcess process, HostState state) {
    process.kill();
    int status = process.waitFor();
    // The thread that watches may not have come to be.
    state.exited(status);
    return status;
  }

  private static void watch(HostProcess process, HostState state) {
    int status = process.waitFor();
    state.exited(status, process.lastWord(status, state.asked()));
  }

  private Host greet(
      HostSettings settings,
      Loader loader,
      RuntimeDirectory directory,
      HostProcess process,
      HostState state,
      Limiter limiter) {
    process.readOutput(threads);
    ControlChannel channel = new ControlChannel(process.stdin(), process.stdout(), state);
    Scope parts = new Scope();
    state.onEnd(end -> channel.end());
    state.onEnd(end -> parts.close());
    threads.start("bascule-control-" + process.pid(), channel::read);
    Thread watcher = threads.start("bascule-watcher-" + process.pid(), () -> watch(process, state));
    HostClient client = new HostClient(channel, state);
    AddressChooser addresses = AddressChooser.of(settings.abi(), new SecureRandom(), process.pid());
    SegmentFactory segments = new SegmentFactory(directory, addresses);
    Greeting greeting = new Greeting(client, state, settings);
    Segment first = segments.create(FIRST_SEGMENT, greeting);
    SharedArena arena =
        new SharedArena(
            first,
            ArenaLayout.FirstBlock,
            segments,
            client,
            settings.arenaLimit(),
            () -> state.ended("allocate shared memory"),
            housekeeper);
    parts.add(arena::end);
    WindowSpace windows =
        new WindowSpace(
            segments, client, arena, settings.laneWindowSize(), () -> state.ended(OPEN_LANE));
    parts.add(windows::end);
    LaneFactory factory =
        new LaneFactory(
            windows, directory, client, () -> new SpinBudget(SpinBudget.isAlone()), state);
    Lanes lanes =
        new Lanes(
            factory,
            state,
            housekeeper,
            ProcessLimits.of(settings.abi(), process.pid(), settings.prefix()));
    parts.add(lanes::end);
    ForeignThreads foreignThreads =
        new ForeignThreads(
            lanes,
            client::deny,
            work -> threads.start("bascule-asked-" + process.pid(), work),
            state);
    channel.listen(foreignThreads);
    limiter.hold(process.pid());
    ServerWatch.start(settings.prefix(), process.pid(), state, threads);
    HostFacts identity = identity(settings, loader, process, greeting.welcome());
    return new RunningHost(
        identity,
        process,
        settings.endTimeout(),
        threads,
        watcher,
        state,
        limiter,
        client,
        arena,
        lanes,
        foreignThreads);
  }

  private static HostFacts identity(
      HostSettings settings, Loader loader, HostProcess process, Welcome welcome) {
    return new HostFacts(
        settings.abi(),
        process.pid(),
        welcome.processId(),
        loader.path(),
        welcome.wineVersion(),
        settings.prefix(),
        welcome.hostVersion());
  }

  private Path program(HostSettings settings) {
    try {
      return executable.extract(settings.abi(), settings.text());
    } catch (UncheckedIOException e) {
      throw HostErrors.noProgram(e.getCause());
    } catch (IOException e) {
      throw HostErrors.noProgram(e);
    }
  }

  private static RuntimeDirectory runtimeDirectory() {
    Path parent =
        RuntimeParent.choose()
            .orElseThrow(() -> HostErrors.noRuntimeDirectory(RuntimeParent.places()));
    OwnerName owner = OwnerName.current();
    Sweep.run(parent, owner);
    return new RuntimeDirectory(parent, owner);
  }

  private static HostProcess launch(HostSettings settings, Loader loader, Path program) {
    ProcessBuilder command =
        new ProcessBuilder(loader.path().toString(), program.toString())
            .directory(new File(settings.workingDirectory().toString()));
    WineEnvironment.apply(
        command.environment(), settings.inherited(), settings.prefix(), settings.environment());
    OutputLines output = new OutputLines(settings.dllOutput(), settings.text());
    try {
      return new HostProcess(Processes.start(command), output);
    } catch (IOException e) {
      throw HostErrors.noProcess(String.join(" ", command.command()), e);
    }
  }
}
