package org.bascule.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bascule.error.HostEndedException;
import org.bascule.protocol.CallStatus;
import org.bascule.protocol.HostAbi;
import org.bascule.transport.posix.LinuxProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a real host under the Wine that is installed. */
@Timeout(120)
class HostWineTest {
  private static final int KIB = 1024;

  private Host host;

  @BeforeEach
  void launch() {
    host = TestHosts.launch();
  }

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void saysWhoItIs() throws IOException {
    HostFacts identity = host.identity();

    assertThat(identity.abi()).isEqualTo((byte) HostAbi.X64);
    assertThat(identity.prefix()).isEqualTo(TestHosts.prefix());
    assertThat(identity.wineVersion()).isNotEmpty();
    assertThat(identity.hostVersion()).isNotEmpty();
    assertThat(identity.windowsProcessId()).isPositive();
    assertThat(Files.readString(Path.of("/proc/" + identity.processId() + "/cmdline")))
        .contains("bascule-host.exe");
  }

  @Test
  void answersPingsOnTheControlChannel() {
    assertThat(host.ping()).isPositive();
    assertThat(host.end()).isEmpty();
  }

  @Test
  void answersPingsInALane() {
    LaneTalk talk = new LaneTalk(host.lane());
    for (long payload = 0; payload < 1000; payload++) {
      assertThat(talk.ping(payload)).isEqualTo(payload);
    }
    assertThat(host.lane()).isSameAs(host.lane());
    assertThat(host.openLanes()).isEqualTo(1);
  }

  @Test
  void callsAFunction() {
    LaneTalk talk = new LaneTalk(host.lane());
    long abs = talk.resolve("msvcrt.dll", "abs");

    assertThat(talk.call(abs, -5)).isEqualTo(5);
  }

  @Test
  void seesInTheArenaWhatAFunctionWrites() {
    LaneTalk talk = new LaneTalk(host.lane());
    long memset = talk.resolve("msvcrt.dll", "memset");
    for (long size : new long[] {16, 100 * KIB, 20_000 * KIB}) {
      try (Block block = host.arena().allocate(size, 16)) {
        assertThat(talk.call(memset, block.address(), 0x5a, size)).isEqualTo(block.address());
        assertThat(block.memory().get(0)).isEqualTo((byte) 0x5a);
        assertThat(block.memory().get((int) size - 1)).isEqualTo((byte) 0x5a);
      }
    }
  }

  @Test
  void takesClosedLargeBlocksOutOfTheHost() {
    LaneTalk talk = new LaneTalk(host.lane());
    long memset = talk.resolve("msvcrt.dll", "memset");
    Block block = host.arena().allocate(8 << 20, 16);
    block.close();

    assertThatThrownBy(() -> talk.call(memset, block.address(), 1, 1))
        .hasMessage("the call has the status " + CallStatus.Faulted);
  }

  @Test
  void hasOneWindowsThreadForEachJavaThread() throws Exception {
    long mine = windowsThread();
    long other = inThread(this::windowsThread);

    assertThat(mine).isPositive();
    assertThat(other).isPositive().isNotEqualTo(mine);
    assertThat(windowsThread()).isEqualTo(mine);
  }

  @Test
  void endsTheWindowsThreadOfADeadJavaThread() throws Exception {
    host.lane();
    int threads = threads();
    inThread(
        () -> {
          host.lane();
          assertThat(host.openLanes()).isEqualTo(2);
          assertThat(threads()).isEqualTo(threads + 1);
          return null;
        });

    awaitLanes(1);
    while (threads() > threads) {
      Thread.onSpinWait();
    }
  }

  @Test
  void failsABlockedExchangeAtOnceWhenTheHostIsKilled() throws Exception {
    LaneTalk talk = new LaneTalk(host.lane());
    long sleep = talk.resolve("kernel32.dll", "Sleep");
    CompletableFuture<HostExit> told = new CompletableFuture<>();
    host.onEnd(told::complete);
    Thread caller = Thread.currentThread();
    CompletableFuture<Long> killed =
        CompletableFuture.supplyAsync(
            () -> {
              awaitBlocked(caller);
              long now = System.nanoTime();
              ProcessHandle.of(host.identity().processId()).orElseThrow().destroyForcibly();
              return now;
            });

    assertThatThrownBy(() -> talk.call(sleep, 60_000))
        .isInstanceOf(HostEndedException.class)
        .hasMessage(
            """
            BSC-105 cannot exchange a frame with the Wine host
              where: host process %d
              expected: a running host
              actual: ended by signal 9
              remedy: look for the cause in the DLL's output, then open a new session"""
                .formatted(host.identity().processId()));
    long millis =
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed.get(10, TimeUnit.SECONDS));
    System.out.println("a blocked exchange failed " + millis + " ms after the host was killed");
    assertThat(millis).isLessThan(2000);
    assertThat(told.get(10, TimeUnit.SECONDS))
        .isEqualTo(new HostExit(false, 137, "ended by signal 9"));
    assertThatThrownBy(host::lane).isInstanceOf(HostEndedException.class);
    assertThatThrownBy(host::ping).isInstanceOf(HostEndedException.class);
    assertThatThrownBy(() -> host.arena().allocate(8, 8)).isInstanceOf(HostEndedException.class);
  }

  @Test
  void endsAtOnceWhenAThreadOfTheDllItselfFaults() throws Exception {
    CompletableFuture<HostExit> told = new CompletableFuture<>();
    host.onEnd(told::complete);
    LaneTalk talk = new LaneTalk(host.lane());
    long createThread = talk.resolve("kernel32.dll", "CreateThread");
    long nowhere = 0x1234_0000L;
    long start = System.nanoTime();
    try {
      talk.call(createThread, 0, 0, nowhere, 0, 0, 0);
    } catch (HostEndedException e) {
      // It may be faster than the answer.
    }
    HostExit end = told.get(60, TimeUnit.SECONDS);

    assertThat(end.asked()).isFalse();
    assertThat(end.exitStatus()).isNotZero();
    System.out.println(
        "a fault in a thread of its own ended the host after "
            + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)
            + " ms: "
            + end.reason());
  }

  @Test
  void failsCallsInFlightWhenItIsClosed() throws Exception {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              LaneTalk talk = new LaneTalk(host.lane());
              long sleep = talk.resolve("kernel32.dll", "Sleep");
              thrown.complete(
                  org.assertj.core.api.Assertions.catchThrowable(() -> talk.call(sleep, 60_000)));
            });
    caller.start();
    awaitBlocked(caller);
    host.close();

    assertThat(thrown.get(10, TimeUnit.SECONDS))
        .isInstanceOf(HostEndedException.class)
        .hasMessageContaining("actual: closed by this side");
  }

  @Test
  void leavesNothingWhenItIsClosed() throws Exception {
    LinuxProcess process = LinuxProcess.of(host.identity().processId());
    assertThat(process.alive()).isTrue();
    long bells = bells();
    host.lane();
    inThread(host::lane);
    host.arena().allocate(10 << 20, 16);
    assertThat(ownNames()).isEmpty();
    host.close();
    host.close();

    assertThat(process.alive()).isFalse();
    assertThat(host.end()).contains(new HostExit(true, 0, "closed by this side"));
    assertThat(host.openLanes()).isZero();
    assertThat(ownNames()).isEmpty();
    assertThat(bells()).isEqualTo(bells);
    while (threadNames().anyMatch(name -> name.endsWith("-" + process.pid()))) {
      Thread.onSpinWait();
    }
  }

  @Test
  void canBeClosedByAListenerOfItsEnd() throws Exception {
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    host.onEnd(
        end -> {
          host.close();
          closed.complete(true);
        });
    ProcessHandle.of(host.identity().processId()).orElseThrow().destroyForcibly();

    assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void servesManyThreadsAtOnce() throws Exception {
    ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      long base = t * 1_000_000L;
      Thread thread =
          new Thread(
              () -> {
                LaneTalk talk = new LaneTalk(host.lane());
                for (long i = 0; i < 2000; i++) {
                  assertThat(talk.ping(base + i)).isEqualTo(base + i);
                }
              });
      thread.setUncaughtExceptionHandler((dead, failure) -> failures.add(failure));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(failures).isEmpty();
    awaitLanes(0);
  }

  /** Nobody asks for a lane meanwhile: those of threads that have ended go by themselves. */
  private void awaitLanes(int count) {
    while (host.openLanes() > count) {
      Thread.onSpinWait();
    }
  }

  /** Until the thread waits for the host's answer to a call. */
  private static void awaitBlocked(Thread caller) {
    List<String> frames = List.of();
    while (!frames.containsAll(List.of("Bell.await", "LaneTalk.call"))) {
      frames =
          Stream.of(caller.getStackTrace())
              .map(frame -> frame.getClassName() + "." + frame.getMethodName())
              .map(name -> name.replaceFirst(".*\\.(?=[^.]+\\.[^.]+$)", ""))
              .toList();
    }
  }

  private long windowsThread() {
    LaneTalk talk = new LaneTalk(host.lane());
    return talk.call(talk.resolve("kernel32.dll", "GetCurrentThreadId")) & 0xffffffffL;
  }

  private int threads() throws IOException {
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + host.identity().processId(), "task"))) {
      return (int) tasks.count();
    }
  }

  private static List<Path> ownNames() throws IOException {
    try (Stream<Path> names = Files.list(Path.of("/dev/shm"))) {
      String own = "-" + ProcessHandle.current().pid() + "-";
      return names
          .filter(name -> name.getFileName().toString().startsWith("bascule-"))
          .filter(name -> name.getFileName().toString().contains(own))
          .toList();
    }
  }

  private static long bells() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.filter(HostWineTest::isBell).count();
    }
  }

  private static boolean isBell(Path file) {
    try {
      return Files.readSymbolicLink(file).toString().contains("-bell-");
    } catch (IOException e) {
      return false;
    }
  }

  private static Stream<String> threadNames() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("bascule-"))
        // Wine's server inherits the stream and ends a little later.
        .filter(name -> !name.startsWith("bascule-output-"));
  }

  private static <T> T inThread(Callable<T> work) throws Exception {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(work.call());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            });
    thread.start();
    thread.join();
    return result.get();
  }
}
