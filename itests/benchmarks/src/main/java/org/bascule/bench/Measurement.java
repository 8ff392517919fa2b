package org.bascule.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
   * Runs the benchmarks and writes one line for each.
   *
   * @param arguments the file to write, the pace, how many threads, then the names of benchmarks
   */
  public static void main(String[] arguments) throws RunnerException, IOException {
    List<String> names = runnable(List.of(arguments).subList(OPTIONS, arguments.length));
    ChainedOptionsBuilder options = new OptionsBuilder();
    Pace.valueOf(arguments[1]).apply(options);
    options
        .threads(Integer.parseInt(arguments[2]))
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true);
    for (String name : names) {
      options.include(Selection.expression(name));
    }
    List<String> lines = new ArrayList<>();
    for (RunResult result : run(options, names.size())) {
      lines.add(measured(result).format());
    }
    Files.write(Path.of(arguments[0]), lines);
    // JMH's own threads, and those of hosts that are just ending, need not be waited for.
    System.exit(0);
  }

  private static Iterable<RunResult> run(ChainedOptionsBuilder options, int count)
      throws RunnerException {
    Progress progress = new Progress(count);
    try {
      return new Runner(options.build(), progress).run();
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
