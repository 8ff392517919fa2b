package org.bascule.transport.arena;

import java.io.IOException;
import java.nio.file.Path;
import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;
import org.bascule.transport.posix.PosixException;

/** What can go wrong with the arena, in words. */
final class ArenaErrors {
  private ArenaErrors() {}

  static ValueException badRequest(long size, int alignment) {
    return new ValueException(
        new Diagnosis(
            ErrorCode.BAD_ARGUMENT,
            "allocate shared memory",
            "",
            "a size above 0 and an alignment that is a power of two of at most "
                + SharedArena.LARGEST_ALIGNMENT,
            "size " + size + ", alignment " + alignment,
            "correct the request"));
  }

  /** One block is one Java buffer, which holds less than 2 GiB; a 32-bit host has less room. */
  static BasculeException tooLarge(long size, long limit) {
    return new BasculeException(
        new Diagnosis(
            ErrorCode.TOO_LARGE,
            "allocate shared memory",
            "",
            "at most " + limit + " bytes in one block",
            size + " bytes",
            "split the data into several blocks or calls; "
                + (limit == SharedArena.LARGEST_BLOCK
                    ? "no setting helps, for a Java buffer ends below 2 GiB"
                    : "more has no room in this host")));
  }

  static BasculeException full(long size, long capacity, long limit) {
    return new BasculeException(
        new Diagnosis(
            ErrorCode.TOO_LARGE,
            "allocate shared memory",
            "",
            "an arena of at most " + limit + " bytes",
            size + " bytes more than the " + capacity + " bytes it has now do not fit",
            "close blocks that are no longer needed, or open a second session, which has an arena of"
                + " its own"));
  }

  static BasculeException noMemory(long size, Path directory, IOException cause) {
    return new BasculeException(
        new Diagnosis(
            ErrorCode.SHARED_MEMORY,
            "allocate shared memory",
            directory.toString(),
            "room for " + size + " bytes",
            String.valueOf(cause.getMessage()),
            remedy(directory, cause)),
        cause);
  }

  private static String remedy(Path directory, IOException cause) {
    if (cause instanceof PosixException posix && posix.atLimit()) {
      return "raise the limits of this process: open files (ulimit -n), address space (ulimit -v),"
          + " mappings (sysctl vm.max_map_count)";
    }
    return "make room in "
        + directory
        + " or enlarge it (df -h "
        + directory
        + " shows what is left), and see that it can be written to";
  }

  static BasculeException noAddress(String expected, String actual, String remedy) {
    return new BasculeException(
        new Diagnosis(
            ErrorCode.SHARED_MEMORY,
            "find addresses for shared memory",
            "",
            expected,
            actual,
            remedy));
  }
}
