package org.bascule.itest.windowsjna.guest;

import com.sun.jna.Callback;
import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Library;
import com.sun.jna.Native;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Which Java threads callbacks run on that threads of the DLL's own make. */
public final class AttachedProgram implements Function<String, Map<String, String>> {
  /** Of upcalls.dll. */
  public interface Upcalls extends Library {
    long fire_threads(int threads, int count, Fired fired);

    int current_thread();
  }

  public interface Fired extends Callback {
    int fire(int thread, int number, int windowsThread);
  }

  private final Map<String, String> told = new TreeMap<>();
  private final List<Thread> seen = Collections.synchronizedList(new ArrayList<>());

  @Override
  public Map<String, String> apply(String library) {
    Upcalls upcalls = Native.load(library, Upcalls.class);
    usual(upcalls);
    kept(upcalls);
    changing(upcalls);
    nested(upcalls);
    failing(upcalls);
    told.put("many", "" + upcalls.fire_threads(60, 20, (thread, number, id) -> 1));
    return told;
  }

  /** Nobody has said anything: a new thread each time, which does not keep the JVM from ending. */
  private void usual(Upcalls upcalls) {
    upcalls.fire_threads(1, 3, (thread, number, id) -> look());
    told.put("usual", threads() + " alive " + alive());
    told.put("usual daemon", "" + seen.get(0).isDaemon());
    seen.clear();
  }

  private void kept(Upcalls upcalls) {
    Fired fired = (thread, number, id) -> look();
    Native.setCallbackThreadInitializer(fired, new CallbackThreadInitializer(true, false, "kept"));
    upcalls.fire_threads(1, 3, fired);
    told.put("kept", threads() + " " + seen.get(0).getName() + " ends " + ends(seen.get(0)));
    seen.clear();
  }

  /** The callback says itself that its thread stays, and that it goes with the last one. */
  private void changing(Upcalls upcalls) {
    upcalls.fire_threads(
        1,
        4,
        (thread, number, id) -> {
          Native.detach(number == 2);
          return look();
        });
    told.put("changing", threads() + " ends " + ends(seen.get(0)));
    seen.clear();
  }

  /** What a callback calls runs on the very thread of the DLL's that has called it. */
  private void nested(Upcalls upcalls) {
    List<Boolean> same = new ArrayList<>();
    upcalls.fire_threads(
        1,
        2,
        (thread, number, id) -> {
          same.add(upcalls.current_thread() == id);
          return 0;
        });
    told.put("nested", "" + same);
  }

  private void failing(Upcalls upcalls) {
    List<String> handled = Collections.synchronizedList(new ArrayList<>());
    Callback.UncaughtExceptionHandler before = Native.getCallbackExceptionHandler();
    Native.setCallbackExceptionHandler((callback, thrown) -> handled.add(thrown.getMessage()));
    try {
      long sum =
          upcalls.fire_threads(
              1,
              2,
              (thread, number, id) -> {
                throw new IllegalStateException("no " + number);
              });
      told.put("failing", sum + " " + handled);
    } finally {
      Native.setCallbackExceptionHandler(before);
    }
  }

  private int look() {
    seen.add(Thread.currentThread());
    return 0;
  }

  private long threads() {
    return seen.stream().distinct().count();
  }

  private long alive() {
    return seen.stream().filter(Thread::isAlive).count();
  }

  private static boolean ends(Thread thread) {
    try {
      thread.join(TimeUnit.SECONDS.toMillis(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }
}
