package org.bascule.transport.posix;

import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** How files are made that are nobody else's business, whatever the umask is. */
public final class OwnFiles {
  /** For directories: mode 0700. */
  public static final FileAttribute<Set<PosixFilePermission>> DIRECTORY = mode("rwx------");

  /** For files: mode 0600. */
  public static final FileAttribute<Set<PosixFilePermission>> FILE = mode("rw-------");

  private OwnFiles() {}

  private static FileAttribute<Set<PosixFilePermission>> mode(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
