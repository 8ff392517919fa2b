package org.bascule.itest;

import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;

/** A plain program that calls as fast as it can until it is killed. */
final class CallingProgram {
  private static final int CALLS_BETWEEN_SIGNS = 10_000;

  /** Of demo.dll. */
  public interface Demo {
    int add(int a, int b);
  }

  private CallingProgram() {}

  /** Prints {@code host PID}, then {@code calling} again and again. */
  public static void main(String[] arguments) {
    Session session = Standalone.bascule().open(TestBed.options());
    Demo demo = session.load(TestBed.demo(), Demo.class);
    System.out.println("host " + session.host().processId());
    for (int n = 0; ; n++) {
      if (demo.add(n, 1) != n + 1) {
        System.out.println("wrong");
        return;
      }
      if (n % CALLS_BETWEEN_SIGNS == 0) {
        System.out.println("calling");
      }
    }
  }
}
