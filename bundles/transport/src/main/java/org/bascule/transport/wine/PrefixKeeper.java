package org.bascule.transport.wine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.function.ToLongFunction;
import org.bascule.error.HostStartException;
import org.bascule.transport.HostSettings;
import org.bascule.transport.StepListener;
import org.bascule.transport.posix.FailureText;
import org.bascule.transport.posix.OwnFiles;

/** Makes the prefix if there is none, and updates it if it does not fit. */
public final class PrefixKeeper {
  private static final Duration WINEBOOT = Duration.ofMinutes(3);
  private static final Duration SERVER_END = Duration.ofSeconds(30);
  private static final Duration LOCK = Duration.ofMinutes(4);
  // What Wine 8 makes. With another number the progress is less even, no more.
  private static final double USUAL_FILES = 930;
  private static final double ALMOST = 0.95;

  /** Less than what Wine wants to write at once. */
  private static final long HARDLY_ANY = 16 << 20;

  private final Path home;
  private final ToLongFunction<Path> room;

  /**
   * A keeper.
   *
   * @param home the user's home directory, whose {@code .wine} is left alone
   */
  public PrefixKeeper(Path home) {
    this(home, directory -> directory.toFile().getUsableSpace());
  }

  PrefixKeeper(Path home, ToLongFunction<Path> room) {
    this.home = home;
    this.room = room;
  }

  /**
   * Sees to it that the prefix can be used with this loader's Wine.
   *
   * @param loader which makes and updates it, as {@link LoaderFinder#keeper} gives it
   * @param settings whose prefix it is
   * @throws HostStartException with code {@code PREFIX_UNUSABLE}; nothing half-made is left then
   */
  public void prepare(Loader loader, HostSettings settings) {
    byte abi = settings.abi();
    Path prefix = settings.prefix();
    try {
      PrefixLook look = look(loader, abi, prefix);
      if (look instanceof PrefixLook.Absent || look instanceof PrefixLook.Outdated) {
        prepareLocked(loader, settings);
        look = look(loader, abi, prefix);
      }
      refuseUnlessReady(look, loader, abi, prefix);
    } catch (IOException e) {
      throw new HostStartException(
          WineErrors.prefix(
              prefix,
              "a Wine prefix for " + WineErrors.width(abi) + " programs",
              FailureText.of(e),
              "see that the directory can be written to and has about 1 GiB of room, and try again"),
          e);
    }
  }

  /** What is there now. */
  public PrefixLook look(Loader loader, byte abi, Path prefix) throws IOException {
    return PrefixLook.at(prefix, abi, loader.version(), home);
  }

  private static void refuseUnlessReady(PrefixLook look, Loader loader, byte abi, Path prefix) {
    if (look instanceof PrefixLook.Unusable no) {
      throw new HostStartException(
          WineErrors.prefix(prefix, no.expected(), no.actual(), no.remedy()));
    }
    if (look instanceof PrefixLook.Outdated still) {
      throw new HostStartException(
          WineErrors.prefix(
              prefix,
              "a Wine prefix for " + WineErrors.width(abi) + " programs",
              still.why() + ", and an update with " + loader.path() + " has not changed that",
              "install Wine for "
                  + WineErrors.width(abi)
                  + " programs, or name another directory"));
    }
  }

  @SuppressWarnings("try") // the lock is held, not used
  private void prepareLocked(Loader loader, HostSettings settings) throws IOException {
    Path prefix = settings.prefix();
    StepListener progress = settings.progress();
    Path parent = Optional.ofNullable(prefix.toAbsolutePath().getParent()).orElse(prefix);
    Files.createDirectories(parent, OwnFiles.DIRECTORY);
    Path lock = parent.resolve("." + prefix.getFileName() + ".lock");
    String waiting = "waiting for another process that prepares the Wine prefix " + prefix;
    try (PrefixLock held = PrefixLock.take(lock, LOCK, () -> progress.update(waiting, -1))) {
      // Another process may have done it meanwhile.
      PrefixLook look = look(loader, settings.abi(), prefix);
      if (look instanceof PrefixLook.Absent) {
        create(loader, settings, parent);
      } else if (look instanceof PrefixLook.Outdated old) {
        update(loader, settings, old.why());
      }
    }
  }

  /** Makes it beside its place, so that what is in its place is always whole. */
  private void create(Loader loader, HostSettings settings, Path parent) throws IOException {
    Path prefix = settings.prefix();
    StepListener progress = settings.progress();
    String step = "creating the Wine prefix " + prefix;
    Path part = parent.resolve("." + prefix.getFileName() + ".new");
    WineRun wine = new WineRun(loader.path(), part, settings.inherited());
    FileTree.delete(part);
    progress.update(step, 0);
    try {
      Files.createDirectory(part, OwnFiles.DIRECTORY);
      // Wine also deletes files on the way; what has been shown does not go back.
      DoubleAccumulator most = new DoubleAccumulator(Math::max, 0);
      wine.run(
          WINEBOOT,
          () -> {
            most.accumulate(done(part));
            progress.update(step, most.get());
          },
          "wineboot",
          "--init");
      progress.update(step, ALMOST);
      finish(loader, part, wine);
      Files.move(part, prefix, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      IOException told = full(parent, e);
      abandon(wine, part, told);
      throw told;
    } catch (Throwable e) {
      // Also what the listener for progress throws.
      abandon(wine, part, e);
      throw e;
    }
    progress.update(step, 1);
  }

  private static void update(Loader loader, HostSettings settings, String why) throws IOException {
    Path prefix = settings.prefix();
    StepListener progress = settings.progress();
    String step = "updating the Wine prefix " + prefix + ", for " + why;
    WineRun wine = new WineRun(loader.path(), prefix, settings.inherited());
    progress.update(step, -1);
    wine.run(WINEBOOT, () -> progress.update(step, -1), "wineboot", "--update");
    // Other hosts may run in it; only what they cannot do without is worth waiting for their end.
    if (CrashSettings.applied(prefix)) {
      new PrefixMarker(loader.version()).write(prefix);
    } else {
      finish(loader, prefix, wine);
    }
    progress.update(step, 1);
  }

  private static void finish(Loader loader, Path prefix, WineRun wine) throws IOException {
    if (!wine.awaitServerEnd(SERVER_END)) {
      throw new IOException(
          "Wine's server still works on it after " + SERVER_END.toSeconds() + " s");
    }
    if (!Files.exists(prefix.resolve("system.reg"))) {
      throw new IOException("wineboot has made no registry");
    }
    CrashSettings.apply(prefix);
    new PrefixMarker(loader.version()).write(prefix);
  }

  /** Wine's own words seldom tell that the disk was full. */
  private IOException full(Path place, IOException e) {
    long left = room.applyAsLong(place);
    return left >= HARDLY_ANY
        ? e
        : new IOException(
            "%s has room for %d more bytes; %s".formatted(place, left, FailureText.of(e)), e);
  }

  private static double done(Path part) {
    return Math.min(ALMOST, FileTree.count(part) / USUAL_FILES);
  }

  private static void abandon(WineRun wine, Path part, Throwable cause) {
    try {
      wine.killServer();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
    try {
      FileTree.delete(part);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
