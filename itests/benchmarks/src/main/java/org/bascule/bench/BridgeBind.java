package org.bascule.bench;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bascule.bridge.Session;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What it costs to bind, up to the end of the first call: functions that take a table of callbacks,
 * each of which takes the table itself, and whole interfaces.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BridgeBind {
  private Session session;
  private Class<?> one;
  private Class<?> thousand;
  private int tag;

  /** Starts a Wine host for each iteration, since a session keeps the types that it has met. */
  @Setup(Level.Iteration)
  public void open(OpenSession wine) {
    session = wine.fresh();
    one = Interfaces.generate("One", 1);
    thousand = Interfaces.generate("Thousand", 1000);
  }

  /** Ends it. */
  @TearDown(Level.Iteration)
  public void close() {
    session.close();
  }

  /** A table of one callback. */
  @Benchmark
  public Object tableOf1() {
    return table(1);
  }

  /** A table of 64. */
  @Benchmark
  public Object tableOf64() {
    return table(64);
  }

  /** An interface with one function. */
  @Benchmark
  public int interfaceOf1() throws ReflectiveOperationException {
    return interfaceOf(one);
  }

  /** An interface with 1,000 functions. */
  @Benchmark
  public int interfaceOf1000() throws ReflectiveOperationException {
    return interfaceOf(thousand);
  }

  private Object table(int count) {
    // Another tag is another type, which the session has not met.
    String struct = "struct S" + tag++;
    String members =
        IntStream.range(0, count)
            .mapToObj(i -> "int (*f%d)(%s *self, int a%d);".formatted(i, struct, i))
            .collect(Collectors.joining(" "));
    String prototype =
        "int memcmp(%s { %s } *a, const void *b, size_t n)".formatted(struct, members);
    return session.function("msvcrt", prototype).call(Map.of(), null, 0);
  }

  private int interfaceOf(Class<?> type) throws ReflectiveOperationException {
    Object library = session.load("msvcrt", type);
    int sum = 0;
    for (Method method : type.getMethods()) {
      sum += (int) method.invoke(library, -1);
    }
    return sum;
  }
}
