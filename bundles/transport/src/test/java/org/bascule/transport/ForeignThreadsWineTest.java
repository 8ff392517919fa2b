package org.bascule.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.bascule.error.BasculeException;
import org.bascule.error.HostEndedException;
import org.bascule.protocol.LaneLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that a DLL makes itself, with a real host under the Wine that is installed. */
@Timeout(120)
class ForeignThreadsWineTest {
  private static final long INFINITE = 0xffff_ffffL;

  private final UpcallFrame upcall = new UpcallFrame(77);
  private Host host;
  private LaneTalk talk;
  private long thunk;
  private long createThread;
  private long bells;
  private long used;

  /** Answers each upcall with what a function makes of its argument. */
  private class Server implements LaneServer {
    final Queue<Thread> workers = new ConcurrentLinkedQueue<>();
    final Set<Integer> windowsThreads = ConcurrentHashMap.newKeySet();
    final Set<Long> callbacks = ConcurrentHashMap.newKeySet();
    final AtomicInteger upcalls = new AtomicInteger();
    private final LongUnaryOperator function;

    Server(LongUnaryOperator function) {
      this.function = function;
    }

    @Override
    public Thread newThread(int windowsThread, long callback, Runnable body) {
      windowsThreads.add(windowsThread);
      callbacks.add(callback);
      Thread worker = new Thread(body);
      worker.setDaemon(true);
      workers.add(worker);
      return worker;
    }

    @Override
    public void serve(Lane lane) {
      boolean going = lane.receive();
      while (going) {
        int at = lane.receivedOffset();
        int size = lane.receivedSize();
        Cells result = UpcallFrame.result(function.applyAsLong(UpcallFrame.argument(lane)));
        upcalls.incrementAndGet();
        going = lane.answer(at, size, at, result);
      }
    }

    void awaitEnd() throws InterruptedException {
      for (Thread worker : workers) {
        worker.join();
      }
    }

    /** How many of its threads wait in an exchange that {@link LaneTalk} has begun, or another. */
    long asleep(boolean talking) {
      return workers.stream()
          .map(Thread::getStackTrace)
          .filter(stack -> has(stack, ".Bell", "await"))
          .filter(stack -> has(stack, ".LaneTalk", "call") == talking)
          .count();
    }
  }

  @BeforeEach
  void launch() throws IOException {
    bells = bells();
    host = TestHosts.launch();
    talk = new LaneTalk(host.lane());
    thunk = talk.thunk(upcall);
    createThread = talk.resolve("kernel32.dll", "CreateThread");
    used = host.arena().used();
  }

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void servesThreadsThatTheDllMakes() throws Exception {
    Server server = new Server(argument -> argument + 1);
    host.serveThreads(server);
    int threads = 200;
    List<Long> handles = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      handles.add(start(thunk, i));
    }
    for (int i = 0; i < threads; i++) {
      assertThat(exitCode(handles.get(i))).isEqualTo(i + 1);
    }
    server.awaitEnd();

    assertThat(server.workers).hasSize(threads);
    assertThat(server.callbacks).containsExactly(77L);
    assertThat(host.openLanes()).isEqualTo(1);
    assertThat(host.arena().used()).isEqualTo(used);
    assertThat(bells()).isEqualTo(bells + 2);
    assertThat(host.end()).isEmpty();
  }

  @Test
  void meetsTheSameJavaThreadUntilTheThreadEnds() throws Exception {
    Set<Thread> met = ConcurrentHashMap.newKeySet();
    Server server =
        new Server(
            argument -> {
              met.add(Thread.currentThread());
              return 1;
            });
    host.serveThreads(server);
    // Its one parameter is what a thread's function gets: it calls that for each code page.
    long enumerate = talk.resolve("kernel32.dll", "EnumSystemCodePagesA");
    long handle = start(enumerate, thunk);
    exitCode(handle);
    server.awaitEnd();

    assertThat(server.upcalls.get()).isGreaterThan(10);
    assertThat(met).hasSize(1);
    assertThat(host.openLanes()).isEqualTo(1);
  }

  @Test
  void callsOnTheThreadThatCallsBack() throws Exception {
    Server server =
        new Server(
            argument -> {
              Lane lane = host.lane();
              assertThat(lane.foreign()).isTrue();
              LaneTalk nested = new LaneTalk(lane, 4096);
              return nested.call(nested.resolve("kernel32.dll", "GetCurrentThreadId"));
            });
    host.serveThreads(server);
    long handle = start(thunk, 0);

    assertThat((int) exitCode(handle)).isEqualTo(server.windowsThreads.iterator().next());
  }

  @Test
  void givesTheDefaultResultWithoutAServer() throws Exception {
    assertThat(exitCode(start(thunk, 5))).isZero();
    host.serveThreads(new Server(argument -> argument));

    assertThat(exitCode(start(thunk, 5))).isEqualTo(5);
  }

  @Test
  void hearsOfAThreadThatIsTerminatedInsideItsUpcall() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Server server =
        new Server(
            argument -> {
              settle(host.lane());
              inside.countDown();
              await(ended);
              thrown.complete(
                  catchThrowable(
                      () -> {
                        while (true) {
                          new LaneTalk(host.lane(), 4096).ping(1);
                        }
                      }));
              return 0;
            });
    host.serveThreads(server);
    long handle = start(thunk, 0);
    await(inside);
    talk.call(talk.resolve("kernel32.dll", "TerminateThread"), handle, 3);
    assertThat(exitCode(handle)).isEqualTo(3);
    ended.countDown();
    server.awaitEnd();

    assertThat(thrown.get())
        .isExactlyInstanceOf(BasculeException.class)
        .hasMessage(
            """
            BSC-107 cannot exchange a frame with the Wine host
              where: Windows thread 0x%x
              expected: a running thread
              actual: it has ended while its upcall was being served
              remedy: have the DLL wait for its own threads before it ends them"""
                .formatted(server.windowsThreads.iterator().next()));
    assertThat(host.openLanes()).isEqualTo(1);
    assertThat(host.arena().used()).isEqualTo(used);
    assertThat(host.end()).isEmpty();
  }

  @Test
  void endsItsWorkersWhenTheHostIsKilled() throws Exception {
    Server server = new Server(argument -> argument);
    List<Throwable> thrown = waitInBothWays(server);
    ProcessHandle.of(host.identity().processId()).orElseThrow().destroyForcibly();
    server.awaitEnd();
    host.close();

    assertNothingLeft(thrown);
  }

  @Test
  void endsItsWorkersWhenItIsClosed() throws Exception {
    Server server = new Server(argument -> argument);
    List<Throwable> thrown = waitInBothWays(server);
    host.close();
    server.awaitEnd();

    assertNothingLeft(thrown);
  }

  /** A few threads that wait for the next upcall, and a few inside one that wait for a call. */
  private List<Throwable> waitInBothWays(Server idle) throws Exception {
    List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
    long sleep = talk.resolve("kernel32.dll", "Sleep");
    host.serveThreads(
        new LaneServer() {
          @Override
          public Thread newThread(int windowsThread, long callback, Runnable body) {
            return idle.newThread(windowsThread, callback, body);
          }

          @Override
          public void serve(Lane lane) {
            lane.receive();
            if (UpcallFrame.argument(lane) == 0) {
              int at = lane.receivedOffset();
              Cells one = UpcallFrame.result(1);
              while (lane.answer(at, lane.receivedSize(), at, one)) {
                // the next piece of work
              }
            } else {
              thrown.add(catchThrowable(() -> new LaneTalk(lane, 4096).call(sleep, 60_000)));
            }
          }
        });
    long queue = talk.resolve("kernel32.dll", "QueueUserWorkItem");
    for (int i = 0; i < 3; i++) {
      start(thunk, 1);
      // A thread of Windows' pool, which stays for some seconds.
      talk.call(queue, thunk, 0, 0);
    }
    while (idle.asleep(true) < 3 || idle.asleep(false) < 1) {
      Thread.onSpinWait();
    }
    return thrown;
  }

  private void assertNothingLeft(List<Throwable> thrown) throws Exception {
    assertThat(thrown).hasSize(3).allMatch(HostEndedException.class::isInstance);
    assertThat(host.openLanes()).isZero();
    assertThat(bells()).isEqualTo(bells);
  }

  private long start(long function, long argument) {
    return talk.call(createThread, 0, 0, function, argument, 0, 0);
  }

  /** Waits until the thread has ended. */
  private long exitCode(long handle) {
    talk.call(talk.resolve("kernel32.dll", "WaitForSingleObject"), handle, INFINITE);
    try (Block code = host.arena().allocate(4, 4)) {
      talk.call(talk.resolve("kernel32.dll", "GetExitCodeThread"), handle, code.address());
      talk.call(talk.resolve("kernel32.dll", "CloseHandle"), handle);
      return Integer.toUnsignedLong(code.memory().getInt(0));
    }
  }

  /**
   * Has the thread use both bells and sleep again. When it uses one for the first time, Wine asks
   * its server about it under a lock of the process, which a thread that is terminated there would
   * keep for ever. Several times, since a thread that finds its turn at the last moment does not
   * sleep.
   */
  private static void settle(Lane lane) {
    for (int i = 0; i < 10; i++) {
      awaitHostAsleep(lane);
      new LaneTalk(lane, 4096).ping(i);
    }
    awaitHostAsleep(lane);
  }

  private static void awaitHostAsleep(Lane lane) {
    while (lane.window().getInt(LaneLayout.HostSleeps) != 1) {
      VarHandle.acquireFence();
    }
  }

  private static boolean has(StackTraceElement[] stack, String type, String method) {
    return Stream.of(stack)
        .anyMatch(
            frame -> frame.getClassName().endsWith(type) && frame.getMethodName().equals(method));
  }

  private static long bells() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.filter(ForeignThreadsWineTest::isBell).count();
    }
  }

  private static boolean isBell(Path file) {
    try {
      return Files.readSymbolicLink(file).toString().contains("-bell-");
    } catch (IOException e) {
      return false;
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
