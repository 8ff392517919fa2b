package org.bascule.itest.virtual;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;

/** Virtual threads in a program that is compiled for a Java without them. */
final class Crowd {
  private static final Method START = find();

  private Crowd() {}

  private static Method find() {
    try {
      return Thread.class.getMethod("startVirtualThread", Runnable.class);
    } catch (NoSuchMethodException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** What a thread does. */
  interface Task {
    void run() throws Throwable;
  }

  /** A virtual thread that is running. */
  static Thread start(Runnable task) throws ReflectiveOperationException {
    return (Thread) START.invoke(null, task);
  }

  /** As many virtual threads at once, waited for; what they have thrown. */
  static List<Throwable> run(int count, IntFunction<Task> tasks) throws Exception {
    ConcurrentLinkedQueue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Task task = tasks.apply(i);
      threads.add(
          start(
              () -> {
                try {
                  task.run();
                } catch (Throwable e) {
                  thrown.add(e);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return List.copyOf(thrown);
  }

  /** What one virtual thread has thrown; null if nothing. */
  static Throwable run(Task task) throws Exception {
    List<Throwable> thrown = run(1, i -> task);
    return thrown.isEmpty() ? null : thrown.get(0);
  }

  /** The same of a task that must not throw. */
  static void calmly(int count, IntFunction<Task> tasks) throws Exception {
    for (Throwable e : run(count, tasks)) {
      throw new AssertionError("one of " + count + " virtual threads threw", e);
    }
  }
}
