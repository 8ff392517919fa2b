package org.bascule.transport.posix;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What has failed with a file, and why: Java's own texts often have the file's name only. */
public final class FailureText {
  private FailureText() {}

  /** The failure in words. */
  public static String of(IOException failure) {
    String said = String.valueOf(failure.getMessage());
    boolean bare = failure instanceof FileSystemException file && file.getReason() == null;
    return bare ? said + why(failure) : said;
  }

  private static String why(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return ": permission denied";
    }
    if (failure instanceof NoSuchFileException) {
      return ": not there";
    }
    return failure instanceof FileAlreadyExistsException ? ": exists already" : "";
  }
}
