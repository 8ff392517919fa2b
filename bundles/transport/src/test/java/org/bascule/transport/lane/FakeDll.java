package org.bascule.transport.lane;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.ToIntFunction;
import org.bascule.transport.arena.SharedArena;
import org.bascule.transport.posix.Bell;

/** A host in which a DLL makes threads that call back. */
final class FakeDll implements LaneOpener {
  /** Windows threads that were denied a lane. */
  final BlockingQueue<Integer> denied = new LinkedBlockingQueue<>();

  private final SharedArena arena;
  private final Map<Integer, Task> tasks = new ConcurrentHashMap<>();
  private final Queue<PeerHost> peers = new ConcurrentLinkedQueue<>();
  private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
  private HostAnnouncements jvm;

  private record Task(ToIntFunction<PeerHost> work, CompletableFuture<Integer> result) {}

  FakeDll(SharedArena arena) {
    this.arena = arena;
  }

  /** Who is told. */
  void tell(HostAnnouncements newJvm) {
    jvm = newJvm;
  }

  /** Makes a thread that asks for a lane and does this in it; what that brings. */
  CompletableFuture<Integer> thread(int id, ToIntFunction<PeerHost> work) {
    CompletableFuture<Integer> result = new CompletableFuture<>();
    tasks.put(id, new Task(work, result));
    jvm.wantLane(id, 1000 + id);
    return result;
  }

  @Override
  public int open(
      int lane, int windowsThread, long window, int size, Path hostBell, Path javaBell) {
    try {
      Task task = tasks.remove(windowsThread);
      Bell there = Bell.open(hostBell);
      Bell here = Bell.open(javaBell);
      ByteBuffer memory = arena.find(window).memory();
      PeerHost peer = new PeerHost(memory, there, here, 100, new Random(windowsThread));
      peers.add(peer);
      Thread thread =
          new Thread(
              () -> {
                int result = task.work().applyAsInt(peer);
                there.close();
                here.close();
                jvm.laneEnded(lane);
                task.result().complete(result);
              });
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
      return windowsThread;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Has all threads stop waiting, and waits until they have ended. */
  void stop() throws InterruptedException {
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        peers.forEach(PeerHost::stop);
        thread.join(1);
      }
    }
  }
}
