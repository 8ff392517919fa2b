package org.bascule.itest.windowsjna.guest;

import com.sun.jna.Callback;
import com.sun.jna.CallbackProxy;
import com.sun.jna.CallbackReference;
import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.ptr.PointerByReference;
import com.sun.jna.win32.DLLCallback;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * What DLLs do with callbacks and memory after a call has returned, and on threads of their own.
 */
public final class KeepingProgram implements Function<String, Map<String, String>> {
  /** Most of upcalls.dll. */
  public interface Upcalls extends Library {
    void keep(Adder adder);

    Adder get_kept();

    int run_kept(int value);

    int same(Adder one, Adder other);

    Adder adder(int number);

    int run(Adder adder, int value);

    int lend_adder(int number, Lent use, int value);

    int call_when_told(Pointer block, Adder adder, int value);

    int call_once_on_thread(Adder adder);

    long fire_threads(int threads, int count, Fired fired);

    int last_error_around(int before, Adder adder);

    Functions own_functions();

    int call_member(Pointer table, int index, int value);
  }

  public interface Adder extends Callback {
    int run(int value);
  }

  /** One whose address lies in a module. */
  public interface PlainAdder extends Adder, DLLCallback {}

  public interface Lent extends Callback {
    int use(Adder adder, int value);
  }

  public interface Fired extends Callback {
    int fire(int thread, int number, int windowsThread);
  }

  /** What JNA calls as it is. */
  static final class FailingProxy implements CallbackProxy {
    @Override
    public Object callback(Object[] arguments) {
      throw new IllegalStateException("none for " + arguments[0]);
    }

    @Override
    public Class<?>[] getParameterTypes() {
      return new Class<?>[] {int.class};
    }

    @Override
    public Class<?> getReturnType() {
      return int.class;
    }
  }

  @FieldOrder({"first", "second"})
  public static class Functions extends Structure {
    public Adder first;
    public Adder second;
  }

  @Override
  public Map<String, String> apply(String library) {
    Upcalls upcalls = Native.load(library, Upcalls.class);
    Map<String, String> told = new TreeMap<>();
    kept(upcalls, told);
    collected(upcalls, told);
    plain(upcalls, told);
    exceptions(upcalls, told);
    threads(upcalls, told);
    later(upcalls, told);
    vtable(upcalls, told);
    return told;
  }

  private static void kept(Upcalls upcalls, Map<String, String> told) {
    Adder own = value -> value + 7;
    upcalls.keep(own);
    System.gc();
    told.put("kept", "" + upcalls.run_kept(1));
    told.put("same object", "" + (upcalls.get_kept() == own) + " " + upcalls.same(own, own));
    Adder theirs = upcalls.adder(10);
    told.put("theirs", theirs.run(1) + " " + upcalls.run(theirs, 2) + " " + upcalls.adder(5));
    told.put("same of theirs", "" + (upcalls.adder(10) == theirs));
    told.put("lent", "" + upcalls.lend_adder(100, Adder::run, 1));
    told.put("last error", "" + upcalls.last_error_around(5, value -> value));
  }

  /** The DLL calls what Java has forgotten. */
  private static void collected(Upcalls upcalls, Map<String, String> told) {
    WeakReference<Adder> forgotten = keptBriefly(upcalls, 5);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (forgotten.get() != null && System.nanoTime() < deadline) {
      System.gc();
    }
    told.put("collected", (forgotten.get() == null) + " " + upcalls.run_kept(1));
  }

  private static WeakReference<Adder> keptBriefly(Upcalls upcalls, int more) {
    Adder adder = value -> value + more;
    upcalls.keep(adder);
    return new WeakReference<>(adder);
  }

  private static void plain(Upcalls upcalls, Map<String, String> told) {
    List<PlainAdder> held = new ArrayList<>();
    int sum = 0;
    try {
      while (held.size() < 20) {
        int more = held.size();
        PlainAdder adder = value -> value + more;
        sum += upcalls.run(adder, 1);
        held.add(adder);
      }
    } catch (OutOfMemoryError e) {
      told.put("plain", held.size() + " " + sum + " " + e.getMessage());
    }
    PointerByReference module = new PointerByReference();
    int found =
        NativeLibrary.getInstance("kernel32")
            .getFunction("GetModuleHandleExW")
            .invokeInt(new Object[] {4, CallbackReference.getFunctionPointer(held.get(3)), module});
    told.put("in a module", "" + (found != 0 && module.getValue() != null));
  }

  private static void exceptions(Upcalls upcalls, Map<String, String> told) {
    List<String> handled = new ArrayList<>();
    Callback.UncaughtExceptionHandler before = Native.getCallbackExceptionHandler();
    Native.setCallbackExceptionHandler((callback, thrown) -> handled.add("" + thrown.getMessage()));
    try {
      Adder failing =
          value -> {
            throw new IllegalStateException("no " + value);
          };
      told.put("exception", upcalls.run(failing, 3) + " " + handled);
      handled.clear();
      com.sun.jna.Function run = Native.getNativeLibrary(upcalls).getFunction("run");
      int result = run.invokeInt(new Object[] {new FailingProxy(), 4});
      told.put("exception of a proxy", result + " " + handled);
    } finally {
      Native.setCallbackExceptionHandler(before);
    }
  }

  private static void threads(Upcalls upcalls, Map<String, String> told) {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    Adder looking =
        value -> {
          Thread thread = Thread.currentThread();
          seen.add(thread.getName() + " " + thread.isDaemon());
          return 0;
        };
    Native.setCallbackThreadInitializer(
        looking, new CallbackThreadInitializer(true, false, "guest of the DLL"));
    upcalls.call_once_on_thread(looking);
    told.put("initialised thread", "" + seen);
    seen.clear();
    Adder plain =
        value -> {
          seen.add("" + Thread.currentThread().isDaemon());
          Native.detach(true);
          return 0;
        };
    upcalls.call_once_on_thread(plain);
    told.put("plain thread", "" + seen);
    told.put("threads", "" + upcalls.fire_threads(4, 10, (thread, number, id) -> number));
    try {
      Native.detach(true);
      told.put("detach", "done");
    } catch (IllegalStateException e) {
      told.put("detach", e.getMessage());
    }
  }

  /** The DLL sees what Java writes, and the other way round, with no call between them. */
  private static void later(Upcalls upcalls, Map<String, String> told) {
    Memory block = new Memory(12);
    block.clear();
    Adder doubling = value -> 2 * value;
    upcalls.call_when_told(block, doubling, 21);
    block.setInt(0, 1);
    while (block.getInt(8) == 0) {
      Thread.onSpinWait();
    }
    told.put("later", "" + block.getInt(4));
  }

  private static void vtable(Upcalls upcalls, Map<String, String> told) {
    Functions table = upcalls.own_functions();
    told.put("functions", table.first.run(1) + " " + table.second.run(1));
    com.sun.jna.Function member =
        com.sun.jna.Function.getFunction(table.getPointer().getPointer(Native.POINTER_SIZE));
    told.put("through memory", "" + member.invokeInt(new Object[] {5}));
  }
}
