package org.bascule.transport.launch;

import java.nio.file.Path;
import java.util.List;
import org.bascule.lifetime.Housekeeper;
import org.bascule.lifetime.UserHome;
import org.bascule.transport.Finding;
import org.bascule.transport.Host;
import org.bascule.transport.HostLauncher;
import org.bascule.transport.HostSettings;
import org.bascule.transport.WineReport;
import org.bascule.transport.host.HostErrors;
import org.bascule.transport.host.HostExecutable;
import org.bascule.transport.host.HostStarter;
import org.bascule.transport.host.SettingsCheck;
import org.bascule.transport.posix.CleanerThread;
import org.bascule.transport.wine.Loader;
import org.bascule.transport.wine.LoaderFinder;
import org.bascule.transport.wine.PrefixKeeper;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Starts hosts with the Wine that is installed. Thread-safe; keeps nothing of what it starts. */
@Component(service = HostLauncher.class)
public final class WineHostLauncher implements HostLauncher {
  private final LoaderFinder finder;
  private final PrefixKeeper prefixes;
  private final HostExecutable executable;
  private final Housekeeper housekeeper;
  private CleanerThread cleaner;

  /** A launcher that keeps the host program in the user's cache directory. */
  @Activate
  public WineHostLauncher(@Reference Housekeeper housekeeper) {
    this(
        HostExecutable.userCache(System.getenv(), UserHome.path().toString()),
        UserHome.path(),
        housekeeper);
  }

  private WineHostLauncher(Path cache, Path home, Housekeeper housekeeper) {
    this.finder = LoaderFinder.ofThisMachine(System.getenv());
    this.prefixes = new PrefixKeeper(home);
    this.executable = new HostExecutable(cache);
    this.housekeeper = housekeeper;
  }

  @Override
  public Host launch(HostSettings settings) {
    String system = System.getProperty("os.name");
    String processor = System.getProperty("os.arch");
    if (!system.equals("Linux") || !processor.equals("amd64")) {
      throw HostErrors.wrongPlatform(system, processor);
    }
    SettingsCheck.check(settings);
    NativeAccess.require();
    startCleaner();
    Loader loader = finder.find(settings.abi(), settings.loader());
    prefixes.prepare(finder.keeper(loader), settings);
    return new HostStarter(executable, housekeeper).start(settings, loader);
  }

  private synchronized void startCleaner() {
    if (cleaner == null) {
      cleaner = CleanerThread.start();
    }
  }

  @Override
  public WineReport wine(HostSettings settings) {
    return finder.search(settings.abi(), settings.loader());
  }

  @Override
  public List<Finding> examine(HostSettings settings) {
    return new Doctor(finder, prefixes, executable).examine(settings);
  }
}
