package org.bascule.bench.growth;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bascule.bench.Interfaces;
import org.bascule.bench.OpenSession;
import org.bascule.bench.report.Growing;
import org.bascule.bench.report.Point;
import org.bascule.bridge.Session;

/** Larger and larger interfaces: what binds a function of them, and what its call costs then. */
final class MoreFunctions implements Grower {
  private static final int[] COUNTS = {1, 10, 100, 1_000, 10_000};
  private static final int WARM_UP = 300;
  private static final int REPEATED = 5;
  private static final long ENOUGH_NANOS = TimeUnit.SECONDS.toNanos(2);

  @Override
  public void grow(Consumer<Point> points) throws Exception {
    Session session = new OpenSession().session();
    warmUp(session);
    for (int count : COUNTS) {
      List<MethodHandle> functions = List.of();
      List<Double> binds = new ArrayList<>();
      long begin = System.nanoTime();
      while (binds.size() < REPEATED && System.nanoTime() - begin < ENOUGH_NANOS) {
        Class<?> type = Interfaces.generate("Grown", count);
        long start = System.nanoTime();
        functions = bind(session.load("msvcrt", type), type);
        binds.add((double) (System.nanoTime() - start) / count);
      }
      points.accept(new Point(Growing.FUNCTIONS, "bind", count, Rounds.median(binds)));
      List<MethodHandle> bound = functions;
      double call = Rounds.median(times -> call(bound, times));
      points.accept(new Point(Growing.FUNCTIONS, "call", count, call));
    }
  }

  private static void warmUp(Session session) throws ReflectiveOperationException {
    Class<?> type = Interfaces.generate("Warm", WARM_UP);
    bind(session.load("msvcrt", type), type);
  }

  /** All functions, each of which has been called once: the first call is what binds. */
  private static List<MethodHandle> bind(Object library, Class<?> type)
      throws ReflectiveOperationException {
    List<MethodHandle> functions = new ArrayList<>();
    for (Method method : type.getMethods()) {
      method.invoke(library, -1);
      functions.add(MethodHandles.lookup().unreflect(method).bindTo(library));
    }
    return functions;
  }

  private static void call(List<MethodHandle> functions, long times) {
    try {
      for (int i = 0; i < times; i++) {
        int ignored = (int) functions.get(i % functions.size()).invokeExact(i);
      }
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
