package org.bascule.transport.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bascule.error.BasculeException;
import org.bascule.error.HostEndedException;
import org.bascule.lifetime.Housekeeper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How it ends: the thread, the host, or the server too early. */
@Timeout(60)
class ForeignThreadsEndTest extends ForeignThreadsHarness {
  @Test
  void wakesTheServerWhenTheThreadEnds() throws Exception {
    foreign.serve(echo);
    CountDownLatch asleep = new CountDownLatch(1);
    CompletableFuture<Integer> result =
        dll.thread(
            4,
            peer -> {
              int answer = peer.upcall(1);
              await(asleep);
              return answer;
            });
    echo.awaitAsleep();
    long start = System.nanoTime();
    asleep.countDown();
    echo.awaitEnd();

    // Without its bell it would look again after a second.
    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.MILLISECONDS.toNanos(900));
    assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo(2);
    assertNothingLeft();
  }

  @Test
  void tellsAServerThatIsInsideAnUpcallWhenTheThreadHasEnded() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    CompletableFuture<Throwable> nested = new CompletableFuture<>();
    CompletableFuture<Boolean> answered = new CompletableFuture<>();
    TestServer server =
        new TestServer(
            lane -> {
              lane.receive();
              inside.countDown();
              await(ended);
              nested.complete(catchThrowable(() -> lane.exchange(512, 8)));
              int at = lane.receivedOffset();
              answered.complete(lane.answer(at, lane.receivedSize(), at));
            });
    foreign.serve(server);
    // Terminated while it waits for the answer.
    dll.thread(
            0x2a,
            peer -> {
              int at = peer.begin(1);
              await(inside);
              return at;
            })
        .get(10, TimeUnit.SECONDS);
    ended.countDown();

    assertThat(answered.get(10, TimeUnit.SECONDS)).isFalse();
    assertThat(nested.get())
        .isExactlyInstanceOf(BasculeException.class)
        .hasMessage(
            """
            BSC-107 cannot exchange a frame with the Wine host
              where: Windows thread 0x2a
              expected: a running thread
              actual: it has ended while its upcall was being served
              remedy: have the DLL wait for its own threads before it ends them""");
    server.awaitEnd();
    assertNothingLeft();
  }

  @Test
  void answersWithNothingWhenTheServerLeaves() throws Exception {
    foreign.serve(
        new TestServer(
            lane -> {
              lane.receive();
              TestServer.addOne(lane);
            }));

    assertThat(
            dll.thread(4, peer -> 10_000 * peer.upcall(1) + 100 * peer.upcall(2) + peer.upcall(3))
                .get(10, TimeUnit.SECONDS))
        .isEqualTo(20_203);
  }

  @Test
  void answersWithNothingWhenTheServerNeverReceives() throws Exception {
    foreign.serve(new TestServer(lane -> {}));

    assertThat(dll.thread(4, peer -> peer.upcall(7)).get(10, TimeUnit.SECONDS)).isEqualTo(7);
  }

  @Test
  void answersWithNothingAtAllDepthsWhenTheServerFailsInsideOne() throws Exception {
    TestServer server =
        new TestServer(
            lane -> {
              lane.receive();
              // Its answer is a nested upcall.
              lane.window().putInt(512, PeerHost.CALL_BACK);
              lane.exchange(512, 8);
              throw new StackOverflowError("server");
            });
    foreign.serve(server);

    assertThat(
            dll.thread(4, peer -> 10 * peer.upcall(7) + peer.upcall(3)).get(10, TimeUnit.SECONDS))
        .isEqualTo(73);
    server.awaitEnd();
    assertNothingLeft();
  }

  @Test
  void leavesNothingWhenTheHostEndsWhileServersWait() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    TestServer server =
        new TestServer(
            lane -> {
              TestServer.echo(lane);
              thrown.complete(catchThrowable(() -> lane.exchange(512, 8)));
            });
    foreign.serve(server);
    dll.thread(
        4,
        peer -> {
          int answer = peer.upcall(1);
          await(over);
          return answer;
        });
    server.awaitAsleep();
    life.end();
    lanes.end();
    server.awaitEnd();
    over.countDown();

    assertThat(thrown.get()).isInstanceOf(HostEndedException.class);
    dll.stop();
    assertNothingLeft();
  }

  @Test
  void leavesNothingWhenTheHostEndsInsideAnUpcall() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    CompletableFuture<Boolean> answered = new CompletableFuture<>();
    TestServer server =
        new TestServer(
            lane -> {
              lane.receive();
              inside.countDown();
              await(over);
              answered.complete(TestServer.addOne(lane));
            });
    foreign.serve(server);
    dll.thread(4, peer -> peer.upcall(1));
    await(inside);
    life.end();
    lanes.end();
    over.countDown();
    server.awaitEnd();

    assertThat(answered.get()).isFalse();
    dll.stop();
    assertNothingLeft();
  }

  @Test
  void leavesNothingWhenTheHostEndsWhileALaneOpens() throws Exception {
    CountDownLatch opening = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    use(
        (lane, thread, window, size, hostBell, javaBell) -> {
          opening.countDown();
          await(over);
          throw life.ended("open a lane");
        });
    foreign.serve(echo);
    dll.thread(4, peer -> 0);
    await(opening);
    life.end();
    lanes.end();
    over.countDown();
    echo.awaitEnd();

    assertNothingLeft();
  }

  @Test
  void leavesNothingWhenTheHostEndsAmongManyUpcalls() throws Exception {
    for (int round = 0; round < 10; round++) {
      FakeLife own = new FakeLife();
      Lanes all =
          new Lanes(
              new LaneFactory(
                  TestArena.windows(arena, directory, own, WINDOW),
                  directory,
                  dll,
                  () -> new SpinBudget(false),
                  own),
              own,
              new Housekeeper(),
              LaneLimit.NONE);
      foreign = new ForeignThreads(all, dll.denied::add, work -> new Thread(work).start(), own);
      dll.tell(foreign);
      TestServer server = new TestServer(TestServer::echo);
      foreign.serve(server);
      AtomicInteger upcalls = new AtomicInteger();
      for (int id = 1; id <= 20; id++) {
        dll.thread(
            id,
            peer -> {
              for (int i = 0; i < 300 && !own.over(); i++) {
                peer.upcall(i);
                upcalls.incrementAndGet();
              }
              return 0;
            });
      }
      while (upcalls.get() < 40 * round && dll.denied.isEmpty()) {
        Thread.onSpinWait();
      }
      own.end();
      all.end();
      dll.stop();
      while (server.workers.size() + dll.denied.size() < 20) {
        Thread.onSpinWait();
      }
      server.awaitEnd();
      dll.stop();

      assertThat(all.count()).isZero();
      dll.denied.clear();
    }
    assertNothingLeft();
  }
}
