package org.bascule.transport.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;
import org.bascule.transport.Lane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ForeignThreadsTest extends ForeignThreadsHarness {
  @Test
  void servesEachThreadOnOneJavaThreadUntilItEnds() throws Exception {
    Set<Lane> own = ConcurrentHashMap.newKeySet();
    TestServer server =
        new TestServer(
            lane -> {
              own.add(lane);
              assertThat(lane.foreign()).isTrue();
              assertThat(lanes.mine()).isSameAs(lane);
              TestServer.echo(lane);
            });
    foreign.serve(server);
    int threads = 200;
    List<CompletableFuture<Integer>> results = new ArrayList<>();
    for (int id = 1; id <= threads; id++) {
      results.add(dll.thread(id, peer -> sum(peer, 50)));
    }
    for (CompletableFuture<Integer> result : results) {
      assertThat(result.get(30, TimeUnit.SECONDS)).isEqualTo(sumOf(50));
    }
    server.awaitEnd();

    assertThat(own).hasSize(threads);
    assertThat(server.workers).hasSize(threads);
    assertThat(server.workers).anyMatch(worker -> worker.getName().equals("worker 7 for 1007"));
    assertThat(dll.denied).isEmpty();
    assertNothingLeft();
  }

  @Test
  void anotherThreadUsesALaneThatIsLentToIt() throws Exception {
    List<Lane> found = Collections.synchronizedList(new ArrayList<>());
    TestServer server =
        new TestServer(
            lane -> {
              boolean going = lane.receive();
              while (going) {
                int at = lane.receivedOffset();
                int size = lane.receivedSize();
                borrow(lane, () -> nest(lane, at, size, new AtomicInteger()), found);
                found.add(lanes.mine());
                going = lane.answer(at, size, at);
              }
            });
    foreign.serve(server);
    assertThat(dll.thread(3, peer -> peer.upcall(5)).get(10, TimeUnit.SECONDS)).isPositive();
    server.awaitEnd();
    assertThat(found).hasSize(3);
    assertThat(found.get(0)).isSameAs(found.get(2)).isNotSameAs(found.get(1));
    assertNothingLeft();
  }

  /** Does this on a thread that borrows the lane, which finds another one for itself later. */
  private void borrow(Lane lane, Runnable work, List<Lane> found) {
    Runnable lent =
        lane.lent(
            () -> {
              found.add(lanes.mine());
              work.run();
            });
    CompletableFuture.runAsync(
            () -> {
              lent.run();
              assertThatThrownBy(() -> lane.exchange(lane.firstFree(), 8))
                  .isInstanceOf(ValueException.class)
                  .hasMessageStartingWith("BSC-402 cannot exchange a frame with the Wine host");
              found.add(null);
            },
            command -> new Thread(command).start())
        .join();
  }

  @Test
  void servesAThreadOfTheSameNumberAgain() throws Exception {
    foreign.serve(echo);
    for (int round = 0; round < 20; round++) {
      assertThat(dll.thread(5, peer -> peer.upcall(41)).get(10, TimeUnit.SECONDS)).isEqualTo(42);
    }
    assertThat(life.over()).isFalse();
    echo.awaitEnd();
    assertNothingLeft();
  }

  @Test
  void exchangesInsideAnUpcallToAnyDepth() throws Exception {
    AtomicInteger deepest = new AtomicInteger();
    TestServer server =
        new TestServer(
            lane -> {
              boolean going = lane.receive();
              while (going) {
                int at = lane.receivedOffset();
                int size = lane.receivedSize();
                nest(lane, at, size, deepest);
                going = lane.answer(at, size, at);
              }
            });
    foreign.serve(server);

    // Each depth adds one on the way in (the host's) and one on the way out (this side's).
    assertThat(dll.thread(3, peer -> peer.upcall(0) + peer.upcall(100)).get(10, TimeUnit.SECONDS))
        .isEqualTo(41 + 101);
    assertThat(deepest).hasValue(20);
  }

  @Test
  void deniesUntilThereIsAServerAndMayBeAskedAgain() throws Exception {
    dll.thread(9, peer -> 0);
    assertThat(dll.denied.poll(10, TimeUnit.SECONDS)).isEqualTo(9);
    foreign.serve(echo);

    assertThat(dll.thread(9, peer -> peer.upcall(1)).get(10, TimeUnit.SECONDS)).isEqualTo(2);
    assertThat(life.over()).isFalse();
  }

  @Test
  void deniesWhereTheServerHasNoThread() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    TestServer server =
        new TestServer(TestServer::echo) {
          @Override
          public Thread newThread(int windowsThread, long callback, Runnable body) {
            return switch (asked.getAndIncrement()) {
              case 0 -> null;
              case 1 -> throw new IllegalStateException("no thread");
              case 2 -> Thread.currentThread();
              case 3 -> throw new OutOfMemoryError("no native thread");
              default -> super.newThread(windowsThread, callback, body);
            };
          }
        };
    foreign.serve(server);
    for (int i = 0; i < 4; i++) {
      dll.thread(9, peer -> 0);
      assertThat(dll.denied.poll(10, TimeUnit.SECONDS)).isEqualTo(9);
    }

    assertThat(dll.thread(9, peer -> peer.upcall(1)).get(10, TimeUnit.SECONDS)).isEqualTo(2);
    server.awaitEnd();
    assertNothingLeft();
  }

  @Test
  void deniesWhereNoThreadOfItsOwnCanBeHad() throws Exception {
    foreign =
        new ForeignThreads(
            lanes,
            dll.denied::add,
            work -> {
              throw new OutOfMemoryError("no native thread");
            },
            life);
    dll.tell(foreign);
    foreign.serve(echo);
    dll.thread(9, peer -> 0);

    assertThat(dll.denied.poll(10, TimeUnit.SECONDS)).isEqualTo(9);
  }

  @Test
  void deniesWhereTheLaneCannotBeOpened() throws Exception {
    use(
        (lane, thread, window, size, hostBell, javaBell) -> {
          throw new LaneRefusedException(
              new Diagnosis(ErrorCode.SHARED_MEMORY, "open a lane", "", "", "", ""));
        });
    foreign.serve(echo);
    dll.thread(9, peer -> 0);

    assertThat(dll.denied.poll(10, TimeUnit.SECONDS)).isEqualTo(9);
    echo.awaitEnd();
    assertNothingLeft();
  }

  @Test
  void letsAThreadAskAgainWhenItsLaneCouldNotBeOpened() throws Exception {
    AtomicInteger opened = new AtomicInteger();
    CompletableFuture<CompletableFuture<Integer>> again = new CompletableFuture<>();
    use(
        (lane, thread, window, size, hostBell, javaBell) -> {
          if (opened.getAndIncrement() == 0) {
            // The host says no and lets the thread go on, before this side knows.
            again.complete(dll.thread(9, peer -> peer.upcall(1)));
            throw new LaneRefusedException(
                new Diagnosis(ErrorCode.SHARED_MEMORY, "open a lane", "", "", "", ""));
          }
          return dll.open(lane, thread, window, size, hostBell, javaBell);
        });
    foreign.serve(echo);
    dll.thread(9, peer -> 0);

    assertThat(again.get(10, TimeUnit.SECONDS).get(10, TimeUnit.SECONDS)).isEqualTo(2);
    echo.awaitEnd();
    assertThat(life.over()).isFalse();
    assertThat(dll.denied).isEmpty();
    assertNothingLeft();
  }

  @Test
  void letsASlowServerHoldUpNobodyElse() throws Exception {
    CountDownLatch otherServed = new CountDownLatch(1);
    TestServer server =
        new TestServer(TestServer::echo) {
          @Override
          public Thread newThread(int windowsThread, long callback, Runnable body) {
            if (windowsThread == 1) {
              await(otherServed);
            }
            return super.newThread(windowsThread, callback, body);
          }
        };
    foreign.serve(server);
    CompletableFuture<Integer> slow = dll.thread(1, peer -> peer.upcall(10));
    assertThat(dll.thread(2, peer -> peer.upcall(20)).get(10, TimeUnit.SECONDS)).isEqualTo(21);
    otherServed.countDown();

    assertThat(slow.get(10, TimeUnit.SECONDS)).isEqualTo(11);
  }

  @Test
  void endsAHostWhoseThreadAsksTwice() throws Exception {
    foreign.serve(echo);
    CountDownLatch end = new CountDownLatch(1);
    dll.thread(
        4,
        peer -> {
          peer.upcall(1);
          await(end);
          return 0;
        });
    echo.awaitAsleep();
    foreign.wantLane(4, 1);
    end.countDown();

    assertThat(life.over()).isTrue();
  }

  @Test
  void endsAHostThatNamesNoThread() {
    foreign.wantLane(0, 1);

    assertThat(life.over()).isTrue();
  }

  @Test
  void endsAHostThatEndsALaneWhichNeverWas() {
    foreign.laneEnded(lanes.number());
    assertThat(life.over()).isFalse();
    foreign.laneEnded(7);

    assertThat(life.over()).isTrue();
  }

  @Test
  void hasOneServer() {
    foreign.serve(echo);

    assertThatThrownBy(() -> foreign.serve(echo))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot serve the threads of the Wine host
              expected: one server
              actual: another one serves them already
              remedy: use one server for each host""");
  }

  @Test
  void refusesWhatIsOutOfTurn() throws Exception {
    CompletableFuture<Throwable> early = new CompletableFuture<>();
    CompletableFuture<Throwable> twice = new CompletableFuture<>();
    foreign.serve(
        new TestServer(
            lane -> {
              early.complete(catchThrowable(() -> lane.exchange(256, 8)));
              lane.receive();
              twice.complete(catchThrowable(lane::receive));
              TestServer.addOne(lane);
            }));
    assertThat(dll.thread(4, peer -> peer.upcall(1)).get(10, TimeUnit.SECONDS)).isEqualTo(2);

    assertThat(early.get())
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot exchange a frame with the Wine host
              where: lane 1
              expected: the turn to be on this side
              actual: in this lane the host begins, and its first frame has not been received
              remedy: receive it first""");
    assertThat(twice.get())
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot receive a frame of the Wine host
              where: lane 1
              expected: a lane in which nothing has come yet
              actual: the first frame has been received
              remedy: answer it""");
  }

  /** Has the host call back until the word is 20 or more, then adds one on the way out. */
  private static void nest(Lane lane, int at, int size, AtomicInteger deepest) {
    int word = lane.window().getInt(at);
    deepest.accumulateAndGet(word <= 20 ? word : 0, Math::max);
    int result = word;
    if (word < 20) {
      int request = at + size;
      lane.window().putInt(request, PeerHost.CALL_BACK);
      lane.exchange(request, 8, request + 16);
      int inner = lane.receivedOffset();
      assertThat(inner).isEqualTo(request + 16);
      nest(lane, inner, lane.receivedSize(), deepest);
      lane.exchange(inner, PeerHost.UPCALL_SIZE, inner);
      assertThat(lane.receivedOffset()).isEqualTo(request);
      result = lane.window().getInt(request);
    }
    lane.window().putInt(at, result + 1);
  }

  private static int sum(PeerHost peer, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += peer.upcall(i);
    }
    return sum;
  }

  private static int sumOf(int count) {
    return count * (count + 1) / 2;
  }
}
