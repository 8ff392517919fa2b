package org.bascule.itest.callback;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntUnaryOperator;
import org.bascule.bridge.CallbackHandle;
import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.itest.TestBed;

/** Registers a million callbacks and prints what both processes hold, early and at the end. */
final class Registrations {
  private static final int MANY = 1_000_000;
  private static final int EARLY = 150_000;
  private static final int HANDLE_EVERY = 50;

  private Registrations() {}

  /** Of upcalls.dll. */
  public interface Upcalls {
    int run(IntUnaryOperator f, int value);
  }

  /**
   * What is held after so many registrations.
   *
   * @param host bytes of resident memory of the host
   * @param jvm bytes of resident memory of the JVM
   * @param heap bytes of living Java objects
   */
  record Figures(int registrations, long host, long jvm, long heap) {
    static Figures now(int registrations, Session session) throws IOException {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      return new Figures(
          registrations,
          resident(session.host().processId()),
          resident(ProcessHandle.current().pid()),
          runtime.totalMemory() - runtime.freeMemory());
    }

    static Figures of(String line) {
      String[] words = line.split(" ");
      return new Figures(
          Integer.parseInt(words[0]),
          Long.parseLong(words[1]),
          Long.parseLong(words[2]),
          Long.parseLong(words[3]));
    }

    String line() {
      return registrations + " " + host + " " + jvm + " " + heap;
    }

    private static long resident(long process) throws IOException {
      return Files.readAllLines(Path.of("/proc", String.valueOf(process), "status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> line.replaceAll("[^0-9]", ""))
          .mapToLong(kibi -> Long.parseLong(kibi) << 10)
          .findFirst()
          .orElseThrow();
    }
  }

  public static void main(String[] arguments) throws IOException {
    try (Session session = Standalone.bascule().open(TestBed.options())) {
      Upcalls upcalls = session.load(UpcallSession.dll(), Upcalls.class);
      for (int i = 1; i <= MANY; i++) {
        int number = i;
        IntUnaryOperator function = value -> value + number;
        int result;
        if (i % HANDLE_EVERY == 0) {
          try (CallbackHandle<IntUnaryOperator> handle =
              session.callback(IntUnaryOperator.class, function)) {
            result = upcalls.run(handle.function(), 1);
          }
        } else {
          result = upcalls.run(function, 1);
        }
        if (result != i + 1) {
          throw new IllegalStateException("registration " + i + " gave " + result);
        }
        if (i == EARLY || i == MANY) {
          System.out.println(Figures.now(i, session).line());
        }
      }
    }
  }
}
