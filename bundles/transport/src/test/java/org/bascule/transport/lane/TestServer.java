package org.bascule.transport.lane;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.bascule.transport.Lane;
import org.bascule.transport.LaneServer;

/** Serves as it is told, and remembers its threads. */
class TestServer implements LaneServer {
  final Queue<Thread> workers = new ConcurrentLinkedQueue<>();
  private final Consumer<Lane> service;

  TestServer(Consumer<Lane> service) {
    this.service = service;
  }

  @Override
  public Thread newThread(int windowsThread, long callback, Runnable body) {
    Thread worker = new Thread(body, "worker " + windowsThread + " for " + callback);
    workers.add(worker);
    return worker;
  }

  @Override
  public void serve(Lane lane) {
    service.accept(lane);
  }

  /** Answers each upcall with its word increased by one. */
  static void echo(Lane lane) {
    boolean going = lane.receive();
    while (going) {
      going = addOne(lane);
    }
  }

  static boolean addOne(Lane lane) {
    int at = lane.receivedOffset();
    lane.window().putInt(at, lane.window().getInt(at) + 1);
    return lane.answer(at, lane.receivedSize(), at);
  }

  Thread worker() {
    while (workers.isEmpty()) {
      Thread.onSpinWait();
    }
    return workers.element();
  }

  /** Until the thread sleeps at its bell. */
  void awaitAsleep() {
    while (!asleep(worker())) {
      Thread.onSpinWait();
    }
  }

  void awaitEnd() throws InterruptedException {
    for (Thread worker : workers) {
      worker.join();
    }
  }

  private static boolean asleep(Thread thread) {
    return List.of(thread.getStackTrace()).stream()
        .anyMatch(
            frame ->
                frame.getClassName().endsWith(".Turns") && frame.getMethodName().equals("sleep"));
  }
}
