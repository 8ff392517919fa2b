package org.bascule.itest.virtual;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.WString;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.bascule.bridge.Apartment;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.HostBlock;
import org.bascule.bridge.Session;
import org.bascule.spi.Address;

/** Right answers, whichever lane a call is carried by. */
final class Calls {
  private Calls() {}

  /** Also binds the functions, since nobody has called them before. */
  static String calls(Session session) throws Exception {
    Dlls.Msvcrt msvcrt = session.load("msvcrt", Dlls.Msvcrt.class);
    AtomicInteger wrong = new AtomicInteger();
    Crowd.calmly(
        10_000,
        i ->
            () -> {
              if (msvcrt.abs(-i) != i) {
                wrong.incrementAndGet();
              }
            });
    FunctionHandle copy =
        session.function("msvcrt", "void *memcpy(int to[2], const int from[2], size_t bytes)");
    Crowd.calmly(
        10_000,
        i ->
            () -> {
              int[] to = new int[2];
              copy.call(to, new int[] {i, ~i}, 8);
              if (to[0] != i || to[1] != ~i) {
                wrong.incrementAndGet();
              }
            });
    return wrong + " wrong" + VirtualProgram.bounded(session);
  }

  static String lastErrors(Session session) throws Exception {
    Dlls.Kernel kernel = session.load("kernel32", Dlls.Kernel.class);
    AtomicInteger wrong = new AtomicInteger();
    CountDownLatch set = new CountDownLatch(1000);
    Crowd.calmly(
        1000,
        i ->
            () -> {
              int first = session.lastError() | kernel.GetLastError();
              kernel.SetLastError(i + 1);
              set.countDown();
              set.await();
              int asked = session.lastError();
              if (first != 0 || asked != i + 1 || kernel.GetLastError() != i + 1) {
                wrong.incrementAndGet();
              }
            });
    return wrong + " wrong" + VirtualProgram.bounded(session);
  }

  /** Asked straight after the call, since JNA keeps its copy at the carrier. */
  static String jnaLastErrors(Session session) throws Exception {
    Dlls.JnaKernel kernel = session.load("kernel32", Dlls.JnaKernel.class);
    AtomicInteger wrong = new AtomicInteger();
    Crowd.calmly(
        1000,
        i ->
            () -> {
              kernel.SetLastError(i + 1);
              if (Native.getLastError() != i + 1) {
                wrong.incrementAndGet();
              }
              try {
                kernel.GetFileAttributesW(new WString("C:\\no\\such\\file"));
                wrong.incrementAndGet();
              } catch (LastErrorException e) {
                wrong.addAndGet(e.getErrorCode() == 3 ? 0 : 1);
              }
            });
    return wrong + " wrong" + VirtualProgram.bounded(session);
  }

  static String memory(Session session) throws Exception {
    FunctionHandle malloc = session.function("msvcrt", "void *malloc(size_t bytes)");
    FunctionHandle free = session.function("msvcrt", "void free(void *block)");
    AtomicInteger wrong = new AtomicInteger();
    Crowd.calmly(
        200,
        i ->
            () -> {
              Address at = (Address) malloc.call(100_000);
              byte[] bytes = new byte[100_000];
              new Random(i).nextBytes(bytes);
              byte[] back = new byte[bytes.length];
              session.memory(at, bytes.length).putBytes(0, bytes, 0, bytes.length);
              session.memory(at, bytes.length).getBytes(0, back, 0, bytes.length);
              session.library("kernel32").exports();
              try (HostBlock block = session.allocate(64)) {
                block.memory().putInt(0, i);
              }
              free.call(at);
              if (!Arrays.equals(bytes, back)) {
                wrong.incrementAndGet();
              }
            });
    return wrong + " wrong" + VirtualProgram.bounded(session);
  }

  /** The way out for what belongs to one Windows thread. */
  static String apartment(Session session) throws Exception {
    try (Apartment apartment = session.apartment("own")) {
      Dlls.Kernel kernel = session.load("kernel32", Dlls.Kernel.class);
      Dlls.Kernel bound = apartment.bind(Dlls.Kernel.class, kernel);
      AtomicInteger wrong = new AtomicInteger();
      Crowd.calmly(
          100,
          i ->
              () -> {
                if (bound.GetCurrentThreadId() != apartment.windowsThread()) {
                  wrong.incrementAndGet();
                }
              });
      return wrong + " wrong";
    }
  }
}
