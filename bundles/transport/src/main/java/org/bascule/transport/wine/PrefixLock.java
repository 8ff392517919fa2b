package org.bascule.transport.wine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import org.bascule.transport.posix.OwnFiles;

/**
 * Keeps two JVMs, or two threads of one, from making or updating the same prefix at once. The file
 * stays: to delete a lock file is to let two owners in.
 */
final class PrefixLock implements AutoCloseable {
  private static final long PAUSE_MILLIS = 100;

  /** The directory may be one where others make files too: a link of theirs is not followed. */
  private static final Set<OpenOption> OPEN =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  private final FileChannel channel;

  private PrefixLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits for the lock.
   *
   * @param waiting called each time that somebody else has it
   */
  static PrefixLock take(Path file, Duration patience, Runnable waiting) throws IOException {
    if (Files.isSymbolicLink(file)) {
      throw new IOException(file + " is a link, which somebody else may have made");
    }
    FileChannel channel = FileChannel.open(file, OPEN, OwnFiles.FILE);
    try {
      long deadline = System.nanoTime() + patience.toNanos();
      while (tryLock(channel) == null) {
        if (System.nanoTime() > deadline) {
          throw new IOException(
              "another process holds " + file + " for more than " + patience.toSeconds() + " s");
        }
        waiting.run();
        Thread.sleep(PAUSE_MILLIS);
      }
      return new PrefixLock(channel);
    } catch (InterruptedException e) {
      channel.close();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
