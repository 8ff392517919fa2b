package org.bascule.shell;

import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutionException;
import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.bascule.error.Diagnosed;

/** How a failed command is shown: one readable block, and the stack only to those who ask. */
final class Failures {
  private final boolean stacks;

  Failures(boolean stacks) {
    this.stacks = stacks;
  }

  /** With stacks if the environment has {@code BASCULE_DEBUG}. */
  static Failures fromEnvironment() {
    return new Failures(System.getenv("BASCULE_DEBUG") != null);
  }

  void print(Throwable failure, PrintStream err) {
    Throwable cause = unwrap(failure);
    err.println(block(cause));
    if (stacks) {
      cause.printStackTrace(err);
    }
    err.flush();
  }

  private static String block(Throwable cause) {
    if (cause instanceof CommandNotFoundException) {
      return cause.getMessage() + "\n  remedy: help lists the commands";
    }
    if (cause instanceof Diagnosed || cause instanceof DoctorException) {
      return cause.getMessage();
    }
    if (cause instanceof InterruptedException) {
      return "interrupted";
    }
    String message = cause.getMessage();
    String type = cause.getClass().getSimpleName();
    return message == null || message.isBlank() ? type : type + ": " + message;
  }

  /** Gogo wraps what is no {@code Exception}, and JNA's callers expect errors. */
  private static Throwable unwrap(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof InvocationTargetException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
