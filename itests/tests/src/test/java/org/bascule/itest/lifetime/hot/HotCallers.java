package org.bascule.itest.lifetime.hot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.bascule.error.SignatureException;

/** Threads that call all the time, and say whatever is not as it may be at the moment. */
public final class HotCallers {
  private final List<Thread> threads = new ArrayList<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Map<String, String> latest = new ConcurrentHashMap<>();
  private final AtomicLong calls = new AtomicLong();
  private volatile Set<String> allowed;
  private volatile boolean enough;

  /** Nobody calls yet; these results are right at first. */
  public HotCallers(Set<String> allowed) {
    this.allowed = allowed;
  }

  /** Begins to call this way, on a thread of its own. */
  public void begin(String way, Callable<?> call) {
    Thread thread = new Thread(() -> callAllTheTime(way, call), way);
    thread.start();
    threads.add(thread);
  }

  /** From now on these are right too, or alone. */
  public void allow(Set<String> results) {
    allowed = results;
  }

  /** Whether the latest result of each thread is this one. */
  public boolean allSay(String result) {
    return latest.size() == threads.size() && latest.values().stream().allMatch(result::equals);
  }

  /** Ends all. */
  public void end() throws InterruptedException {
    enough = true;
    for (Thread thread : threads) {
      thread.join();
    }
    threads.clear();
  }

  public List<String> wrong() {
    return List.copyOf(wrong);
  }

  /** What each thread got last. */
  public Map<String, String> latest() {
    return Map.copyOf(latest);
  }

  /** How many calls were made. */
  public long calls() {
    return calls.get();
  }

  private void callAllTheTime(String way, Callable<?> call) {
    String me = way + " of " + Thread.currentThread().getId();
    while (!enough) {
      Set<String> before = allowed;
      String result = result(call);
      calls.incrementAndGet();
      if (!before.contains(result) && !allowed.contains(result)) {
        wrong.add(me + ": " + result + ", where " + before + " or " + allowed + " was right");
      }
      latest.put(me, result);
    }
  }

  /** The value, or the last line of what is thrown: the remedy, which names the bundle. */
  private static String result(Callable<?> call) {
    try {
      return String.valueOf(call.call());
    } catch (SignatureException e) {
      return e.diagnosis().code() + " " + e.diagnosis().remedy();
    } catch (Exception | Error e) {
      return e.toString();
    }
  }
}
