package org.bascule.transport.launch;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bascule.error.Diagnosis;
import org.bascule.transport.Finding;
import org.bascule.transport.HostSettings;
import org.bascule.transport.WineReport;
import org.bascule.transport.host.HostExecutable;
import org.bascule.transport.host.HostStarter;
import org.bascule.transport.runtime.RuntimeParent;
import org.bascule.transport.wine.Loader;
import org.bascule.transport.wine.LoaderFinder;
import org.bascule.transport.wine.PrefixKeeper;
import org.bascule.transport.wine.PrefixLook;
import org.bascule.transport.wine.WineErrors;

/** Looks at what a host needs, and says what is wrong with it and what to do. */
final class Doctor {
  private final LoaderFinder finder;
  private final PrefixKeeper prefixes;
  private final HostExecutable executable;
  private final Room room = new Room(directory -> directory.toFile().getUsableSpace());

  /** A doctor who looks at these. */
  Doctor(LoaderFinder finder, PrefixKeeper prefixes, HostExecutable executable) {
    this.finder = finder;
    this.prefixes = prefixes;
    this.executable = executable;
  }

  /** All checks, in the order in which a start would meet them. */
  List<Finding> examine(HostSettings settings) {
    WineReport wine = finder.search(settings.abi(), settings.loader());
    Optional<Loader> loader =
        wine.chosen().map(path -> new Loader(path, wine.version().orElse("")));
    Optional<Diagnosis> denied = NativeAccess.missing();
    return List.of(
        nativeAccess(denied),
        loader(settings, wine, loader),
        denied.isPresent() ? unseen(settings.prefix(), "native access") : prefix(settings, loader),
        program(settings),
        text(settings.text()),
        sharedMemory());
  }

  private static Finding nativeAccess(Optional<Diagnosis> denied) {
    return denied
        .map(why -> Finding.failed("native access", why.actual(), why.remedy()))
        .orElseGet(() -> Finding.passed("native access", "JNA may call Linux"));
  }

  private Finding loader(HostSettings settings, WineReport wine, Optional<Loader> loader) {
    return loader
        .map(
            found ->
                Finding.passed(
                    "loader", found.path() + ", Wine " + found.version() + "; " + wine.why()))
        .orElseGet(
            () ->
                Finding.failed(
                    "loader",
                    WineErrors.findings(wine.candidates()),
                    finder.remedy(settings.abi(), settings.loader())));
  }

  private Finding prefix(HostSettings settings, Optional<Loader> loader) {
    Path prefix = settings.prefix();
    if (loader.isEmpty()) {
      return unseen(prefix, "the loader");
    }
    try {
      PrefixLook look = prefixes.look(loader.get(), settings.abi(), prefix);
      if (look instanceof PrefixLook.Unusable no) {
        return Finding.failed("prefix", prefix + ": " + no.actual(), no.remedy());
      }
      if (look instanceof PrefixLook.Outdated old) {
        return Finding.passed(
            "prefix", prefix + " will be updated at the next start: " + old.why());
      }
      return look instanceof PrefixLook.Absent
          ? room.forPrefix(prefix)
          : Finding.passed(
              "prefix", prefix + ", for " + WineErrors.width(settings.abi()) + " programs");
    } catch (IOException e) {
      return Finding.failed("prefix", String.valueOf(e.getMessage()), "see that it can be read");
    }
  }

  private static Finding unseen(Path prefix, String first) {
    return Finding.failed("prefix", prefix + " was not looked at", "see to " + first + " first");
  }

  private static Finding text(Charset charset) {
    return Finding.passed(
        "text",
        charset.equals(StandardCharsets.UTF_8)
            ? "A functions, C runtimes and this session take UTF-8"
            : "this session takes "
                + charset
                + "; A functions and C runtimes take the code page of Wine's locale, which"
                + " kernel32's GetACP tells");
  }

  private Finding program(HostSettings settings) {
    try {
      return Finding.passed(
          "host program", executable.extract(settings.abi(), settings.text()).toString());
    } catch (IOException | IllegalStateException e) {
      return Finding.failed(
          "host program",
          String.valueOf(e.getMessage()),
          "make room there, or set XDG_CACHE_HOME to a directory that can be written to");
    }
  }

  private static Finding sharedMemory() {
    Optional<Path> parent = RuntimeParent.choose();
    if (parent.isEmpty()) {
      return Finding.failed(
          "shared memory",
          "none of " + RuntimeParent.places() + " can be written to",
          "mount a tmpfs on /dev/shm, or set XDG_RUNTIME_DIR");
    }
    long room = parent.get().toFile().getUsableSpace();
    String finding = parent.get() + " has room for " + room + " bytes";
    return room < HostStarter.FIRST_SEGMENT
        ? Finding.failed("shared memory", finding, "make room there, or enlarge it")
        : Finding.passed("shared memory", finding);
  }
}
