package org.bascule.launcher;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The framework's storage for one run of one process, so that any number may run at once. Named
 * after the process id and start time: what a killed process leaves is swept by the next start.
 */
final class RunFolder {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path path;

  private RunFolder(Path path) {
    this.path = path;
  }

  static RunFolder create(DataFolder data) throws IOException {
    Files.createDirectories(data.runs(), OWNER_ONLY);
    sweep(data.runs());
    Path path = data.runs().resolve(nameOf(ProcessHandle.current()));
    return new RunFolder(Files.createDirectory(path, OWNER_ONLY));
  }

  Path path() {
    return path;
  }

  /** Deletes the folder and all in it. Idempotent. */
  void delete() throws IOException {
    delete(path);
  }

  private static void sweep(Path runs) throws IOException {
    List<Path> folders;
    try (Stream<Path> files = Files.list(runs)) {
      folders = files.toList();
    }
    for (Path folder : folders) {
      if (!isAlive(folder.getFileName().toString())) {
        delete(folder);
      }
    }
  }

  private static boolean isAlive(String name) {
    try {
      long pid = Long.parseLong(name.split("-", 2)[0]);
      Optional<ProcessHandle> process = ProcessHandle.of(pid);
      return process.isPresent() && nameOf(process.get()).equals(name);
    } catch (NumberFormatException e) {
      return true; // Not ours: left alone.
    }
  }

  private static String nameOf(ProcessHandle process) {
    long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return process.pid() + "-" + start;
  }

  private static void delete(Path folder) throws IOException {
    try {
      Files.walkFileTree(folder, new Deleter());
    } catch (NoSuchFileException e) {
      return; // Another start swept it at the same time.
    }
  }

  private static final class Deleter extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
