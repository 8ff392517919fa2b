package org.bascule.transport.runtime;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where files of one host have their names while the host opens them. The directory (mode 0700)
 * exists only as long as somebody holds a lease. Thread-safe.
 */
public final class RuntimeDirectory {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path parent;
  private final OwnerName owner;
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
    this.parent = parent;
    this.owner = owner;
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

  private Path make() throws IOException {
    for (int n = 0; ; n++) {
      try {
        return Files.createDirectory(parent.resolve(owner.directory(n)), OWNER_ONLY);
      } catch (FileAlreadyExistsException e) {
        // Another host of this JVM is just starting.
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
