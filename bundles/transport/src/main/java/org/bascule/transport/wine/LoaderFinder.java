package org.bascule.transport.wine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bascule.error.HostStartException;
import org.bascule.protocol.HostAbi;
import org.bascule.transport.WineReport;
import org.bascule.transport.WineReport.Candidate;

/**
 * Finds the Wine loader of the wanted width. Scripts that choose a loader themselves are not taken:
 * Debian's takes the 32-bit one as soon as it is there, whatever the prefix was made for.
 */
public final class LoaderFinder {
  private final LoaderPlaces places;
  private final VersionReader versions;
  private final InstallAdvice advice;

  LoaderFinder(LoaderPlaces places, VersionReader versions, InstallAdvice advice) {
    this.places = places;
    this.versions = versions;
    this.advice = advice;
  }

  /** Looks at this machine. */
  public static LoaderFinder ofThisMachine(Map<String, String> environment) {
    return new LoaderFinder(
        new LoaderPlaces(Path.of("/"), environment),
        VersionReader::run,
        InstallAdvice.in(environment));
  }

  /**
   * Looks at all places.
   *
   * @param abi a constant of {@link HostAbi}
   * @param wanted the only place to look at, if there is one
   */
  public WineReport search(byte abi, Optional<Path> wanted) {
    List<Candidate> candidates = new ArrayList<>();
    Loader chosen = null;
    for (Path place : wanted.map(List::of).orElseGet(() -> places.of(abi))) {
      try {
        Loader loader = examine(place, abi);
        candidates.add(new Candidate(place, chosen == null ? "chosen" : "fits too"));
        chosen = chosen == null ? loader : chosen;
      } catch (IOException e) {
        candidates.add(new Candidate(place, e.getMessage()));
      }
    }
    Optional<Loader> found = Optional.ofNullable(chosen);
    String why = found.map(loader -> why(loader, abi, wanted)).orElse("");
    return new WineReport(found.map(Loader::path), found.map(Loader::version), why, candidates);
  }

  private String why(Loader loader, byte abi, Optional<Path> wanted) {
    if (wanted.isPresent()) {
      return "the setting loader names it";
    }
    if (places.isNamed(loader.path())) {
      return LoaderPlaces.VARIABLE + " names it";
    }
    return "the first of the usual places that runs " + WineErrors.width(abi) + " programs";
  }

  /**
   * The loader to use.
   *
   * @throws HostStartException with code {@code WINE_MISSING}
   */
  public Loader find(byte abi, Optional<Path> wanted) {
    WineReport report = search(abi, wanted);
    if (report.chosen().isEmpty()) {
      throw new HostStartException(WineErrors.missing(abi, wanted, report, remedy(abi, wanted)));
    }
    return new Loader(report.chosen().get(), report.version().orElseThrow());
  }

  /**
   * The loader that makes and updates prefixes for this one: of the same Wine the 64-bit one, if
   * there is one. A 32-bit one cannot run in a prefix that has nothing for it yet.
   */
  public Loader keeper(Loader loader) {
    return Stream.of(Optional.of(loader.path().resolveSibling("wine64")), Optional.<Path>empty())
        .map(place -> search((byte) HostAbi.X64, place))
        .filter(report -> report.version().equals(Optional.of(loader.version())))
        .map(report -> new Loader(report.chosen().orElseThrow(), loader.version()))
        .findFirst()
        .orElse(loader);
  }

  /**
   * What to do when no loader fits.
   *
   * @param wanted the only place that was looked at, if there is one
   */
  public String remedy(byte abi, Optional<Path> wanted) {
    return wanted.isPresent()
        ? "name the loader itself, an ELF program such as /usr/lib/wine/wine64, or none"
        : advice.forWidth(abi);
  }

  /** The loader at this place; the exception's message is the finding if it is none. */
  private Loader examine(Path place, byte abi) throws IOException {
    if (!Files.exists(place)) {
      throw new IOException("not there");
    }
    if (Files.isDirectory(place)) {
      throw new IOException("a directory");
    }
    if (!Files.isReadable(place) || !Files.isExecutable(place)) {
      throw new IOException("not executable by this user");
    }
    ElfKind kind = ElfKind.of(place);
    ElfKind wanted = abi == HostAbi.X86 ? ElfKind.X86 : ElfKind.X64;
    if (kind != wanted && !(kind == ElfKind.X64 && wanted == ElfKind.X86)) {
      throw new IOException(kind.finding());
    }
    if (kind != wanted && !Wow64.supported(place.toRealPath())) {
      throw new IOException("64-bit loader that runs no 32-bit programs");
    }
    return new Loader(place, versions.read(place));
  }
}
