package org.bascule.transport;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The search for a Wine loader.
 *
 * @param chosen the loader that will be used; empty if none fits
 * @param version what it calls itself; empty if none fits
 * @param why it was chosen; empty if none fits
 * @param candidates every place that was looked at, in order
 */
public record WineReport(
    Optional<Path> chosen, Optional<String> version, String why, List<Candidate> candidates) {
  public WineReport {
    candidates = List.copyOf(candidates);
  }

  /**
   * One place.
   *
   * @param path where
   * @param finding {@code chosen}, {@code not there}, {@code a shell script}, {@code 32-bit loader}
   *     …
   */
  public record Candidate(Path path, String finding) {}
}
