package org.bascule.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bascule.bench.report.Measured;
import org.bascule.bridge.Check;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.spi.Abi;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * One run of the JMH benchmarks, in the processor affinity that this process was started with,
 * which the forks and their Wine hosts inherit.
 */
final class Measurement {
  private static final int OPTIONS = 3;

  private Measurement() {}

  /**
   * Runs the benchmarks in the given order, which is that of the table: the two sides of a ratio
   * are measured one after the other, since the machine may be another one a minute later.
   *
   * @param arguments the file to write, a line for each; the pace, how many threads, then the names
   */
  public static void main(String[] arguments) throws RunnerException, IOException {
    List<String> names = runnable(List.of(arguments).subList(OPTIONS, arguments.length));
    Pace pace = Pace.valueOf(arguments[1]);
    int threads = Integer.parseInt(arguments[2]);
    Progress progress = new Progress(pace.inOrder(names).size());
    Map<String, Measured> results = new LinkedHashMap<>();
    for (String name : pace.inOrder(names)) {
      ChainedOptionsBuilder options = new OptionsBuilder();
      pace.apply(options);
      Selection.select(name, options);
      options.threads(threads).addProfiler(GCProfiler.class).shouldFailOnError(true);
      results.put(name, measured(run(options, progress)));
    }
    Files.write(Path.of(arguments[0]), results.values().stream().map(Measured::format).toList());
    // JMH's own threads, and those of hosts that are just ending, need not be waited for.
    System.exit(0);
  }

  private static RunResult run(ChainedOptionsBuilder options, Progress progress)
      throws RunnerException {
    try {
      return new Runner(options.build(), progress).runSingle();
    } catch (RunnerException e) {
      System.err.print(progress.words());
      throw e;
    }
  }

  private static List<String> runnable(List<String> names) {
    boolean narrow = names.stream().anyMatch(Measurement::isNarrow);
    if (!narrow || hasNarrow()) {
      return names;
    }
    Notes.say("this Wine has no 32 bits: the benchmarks of 32-bit DLLs are left out");
    return names.stream().filter(name -> !isNarrow(name)).toList();
  }

  private static boolean isNarrow(String name) {
    return name.startsWith("Narrow");
  }

  private static boolean hasNarrow() {
    return Standalone.bascule().examine(OpenSession.options().withAbi(Abi.X86)).stream()
        .allMatch(Check::passed);
  }

  private static Measured measured(RunResult result) {
    Result<?> time = result.getPrimaryResult();
    Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
    return new Measured(
        name(result.getParams()),
        time.getScore(),
        time.getScoreError(),
        bytes == null ? Double.NaN : bytes.getScore());
  }

  /** Class and method, and behind a colon the parameter if there is one. */
  static String name(BenchmarkParams benchmark) {
    String name = benchmark.getBenchmark();
    StringBuilder text =
        new StringBuilder(name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1));
    benchmark.getParamsKeys().forEach(key -> text.append(':').append(benchmark.getParam(key)));
    return text.toString();
  }
}
