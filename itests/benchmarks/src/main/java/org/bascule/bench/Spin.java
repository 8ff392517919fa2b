package org.bascule.bench;

import java.io.IOException;
import java.io.OutputStream;

/** The busy neighbour: a process that never sleeps, until its stdin ends. */
final class Spin {
  static final String READY = "spinning";

  private Spin() {}

  /** Spins. */
  public static void main(String[] arguments) {
    Thread watch = new Thread(Spin::awaitEndOfStdin, "end of stdin");
    watch.start();
    System.out.println(READY);
    while (watch.isAlive()) {
      Thread.onSpinWait();
    }
  }

  /** It comes also if whoever started this process is no more. */
  private static void awaitEndOfStdin() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.err.println(e);
    }
  }
}
