package org.bascule.itest.callback;

import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.itest.TestBed;

/** Nests callbacks in a new thread until its stack is full, and prints how deep that was. */
final class NestingProgram implements NestingIT.Next {
  private final NestingIT.Upcalls upcalls;
  private int deepest;

  private NestingProgram(NestingIT.Upcalls upcalls) {
    this.upcalls = upcalls;
  }

  public static void main(String[] arguments) throws InterruptedException {
    try (Session session = Standalone.bascule().open(TestBed.options())) {
      String dll = TestBed.dll("upcalls").toString();
      NestingProgram program = new NestingProgram(session.load(dll, NestingIT.Upcalls.class));
      Thread thread = new Thread(program::fill);
      thread.start();
      thread.join();
    }
  }

  private void fill() {
    try {
      upcalls.descend(Integer.MAX_VALUE, this);
    } catch (RuntimeException e) {
      System.out.println(deepest + " deep, " + e.getMessage().lines().findFirst().orElse(""));
    }
  }

  @Override
  public long next(int depth) {
    deepest++;
    return upcalls.descend(depth, this);
  }
}
