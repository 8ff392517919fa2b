package org.bascule.transport.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToLongFunction;
import org.bascule.transport.Finding;

/**
 * Whether there is room for what is not there yet.
 *
 * @param usable how many bytes may be written into a directory; 0 where nobody can tell
 */
record Room(ToLongFunction<Path> usable) {
  private static final long PREFIX = 1L << 30;

  /** For a prefix that the next start creates. */
  Finding forPrefix(Path prefix) {
    Path there = prefix.toAbsolutePath();
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    if (!Files.isWritable(there)) {
      return Finding.failed(
          "prefix", there + " cannot be written to", "name a directory that can be written to");
    }
    long room = usable.applyAsLong(there);
    return room > 0 && room < PREFIX
        ? Finding.failed(
            "prefix", there + " has room for " + room + " bytes", "make 1 GiB of room there")
        : Finding.passed(
            "prefix",
            prefix
                + " will be created at the next start, in about 10 s"
                + (room > 0 ? "" : "; how much room " + there + " has is not known"));
  }
}
