package org.bascule.transport.runtime;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.bascule.transport.posix.OwnFiles;

/**
 * Where files of one host have their names while the host opens them. The directory (mode 0700)
 * exists only as long as somebody holds a lease. Thread-safe.
 */
public final class RuntimeDirectory {
  private final Path parent;
  private final OwnerName owner;
  private final LongSupplier numbers;
  private Path current;
  private int leases;
  private long files;

  /**
   * A directory that is not made yet.
   *
   * @param parent where it will be
   * @param owner whose name it will bear
   */
  public RuntimeDirectory(Path parent, OwnerName owner) {
    this(parent, owner, RuntimeDirectory::unforeseeable);
  }

  RuntimeDirectory(Path parent, OwnerName owner, LongSupplier numbers) {
    this.parent = parent;
    this.owner = owner;
    this.numbers = numbers;
  }

  /** Where the directory will be. */
  public Path parent() {
    return parent;
  }

  /** Makes the directory, unless it is there, and keeps it until the lease is closed. */
  public synchronized Lease lease() throws IOException {
    if (leases == 0) {
      current = make();
    }
    leases++;
    return new Lease(current);
  }

  /** Everybody may make files in the parent, so nobody shall know the name before it is there. */
  private static long unforeseeable() {
    return new SecureRandom().nextLong() & Long.MAX_VALUE;
  }

  private Path make() throws IOException {
    while (true) {
      try {
        Path directory = parent.resolve(owner.directory(numbers.getAsLong()));
        return Files.createDirectory(directory, OwnFiles.DIRECTORY);
      } catch (FileAlreadyExistsException e) {
        // Hardly ever: the number is one of very many.
      }
    }
  }

  private synchronized Path unique(Path directory, String name) {
    return directory.resolve(name + "-" + files++);
  }

  private synchronized void release(Path directory) {
    if (--leases == 0) {
      deleteQuietly(directory);
    }
  }

  /** What cannot be deleted now is swept by a later JVM. */
  private static void deleteQuietly(Path path) {
    try {
      delete(path);
    } catch (IOException e) {
      // It is empty, and nobody else can look into it.
    }
  }

  /** Deletes a file, or a directory of files, if it is there. */
  static void delete(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
        for (Path entry : entries) {
          Files.deleteIfExists(entry);
        }
      }
    }
    Files.deleteIfExists(path);
  }

  /** Keeps the directory. */
  public final class Lease implements AutoCloseable {
    private final Path directory;
    private final List<Path> made = new ArrayList<>();
    private boolean closed;

    private Lease(Path directory) {
      this.directory = directory;
    }

    /** A path in the directory that was never used before. */
    public Path file(String name) {
      Path file = unique(directory, name);
      made.add(file);
      return file;
    }

    /** Deletes this lease's files, and the directory if nobody else holds a lease. Idempotent. */
    @Override
    public void close() {
      if (!closed) {
        closed = true;
        made.forEach(RuntimeDirectory::deleteQuietly);
        release(directory);
      }
    }
  }
}
