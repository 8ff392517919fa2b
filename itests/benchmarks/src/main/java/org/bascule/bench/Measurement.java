package org.bascule.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bascule.bridge.Check;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.spi.Abi;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * One run of the JMH benchmarks, in the processor affinity that this process was started with,
 * which the forks and their Wine hosts inherit.
 */
final class Measurement {
  private static final TimeValue STEP = TimeValue.milliseconds(800);

  private Measurement() {}

  /**
   * Runs the benchmarks and writes one line for each.
   *
   * @param arguments the file to write, then a pattern that selects benchmarks
   */
  public static void main(String[] arguments) throws RunnerException, IOException {
    OptionsBuilder options = new OptionsBuilder();
    options
        .include(arguments[1])
        .forks(1)
        .warmupIterations(4)
        .warmupTime(STEP)
        .measurementIterations(5)
        .measurementTime(STEP)
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .jvmArgsAppend(jvmArguments());
    if (!narrow()) {
      System.err.println("this Wine has no 32 bits: the benchmarks of 32-bit DLLs are left out");
      options.exclude("\\.Narrow");
    }
    List<String> lines = new ArrayList<>();
    for (RunResult result : new Runner(options.build()).run()) {
      lines.add(measured(result).format());
    }
    Files.write(Path.of(arguments[0]), lines);
  }

  private static boolean narrow() {
    return Standalone.bascule().examine(BridgeAdd.options().withAbi(Abi.X86)).stream()
        .allMatch(Check::passed);
  }

  private static Measured measured(RunResult result) {
    Result<?> time = result.getPrimaryResult();
    Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
    String name = result.getParams().getBenchmark();
    return new Measured(
        name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
        time.getScore(),
        time.getScoreError(),
        bytes == null ? Double.NaN : bytes.getScore());
  }

  private static String[] jvmArguments() {
    List<String> arguments = new ArrayList<>();
    arguments.add("-XX:+IgnoreUnrecognizedVMOptions");
    arguments.add("--enable-native-access=ALL-UNNAMED");
    arguments.add("--sun-misc-unsafe-memory-access=allow");
    String prefix = System.getProperty("bascule.test.prefix");
    if (prefix != null) {
      arguments.add("-Dbascule.test.prefix=" + prefix);
    }
    return arguments.toArray(String[]::new);
  }
}
