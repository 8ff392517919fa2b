package org.bascule.bench;

import java.util.Collection;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/** A line for each benchmark that begins. JMH's own words are kept for the case that one fails. */
final class Progress implements OutputFormat {
  private final int count;
  private final StringBuilder words = new StringBuilder();
  private int begun;

  /** So many are to come. */
  Progress(int count) {
    this.count = count;
  }

  /** What JMH has said since the last benchmark began. */
  String words() {
    return words.toString();
  }

  @Override
  public void startBenchmark(BenchmarkParams benchmark) {
    words.setLength(0);
    Notes.say("  %d of %d: %s", ++begun, count, Measurement.name(benchmark));
  }

  @Override
  public void print(String text) {
    words.append(text);
  }

  @Override
  public void println(String text) {
    words.append(text).append('\n');
  }

  @Override
  public void write(int character) {
    words.append((char) character);
  }

  @Override
  public void write(byte[] bytes) {
    words.append(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
  }

  @Override
  public void verbosePrintln(String text) {}

  @Override
  public void iteration(BenchmarkParams benchmark, IterationParams parameters, int iteration) {}

  @Override
  public void iterationResult(
      BenchmarkParams benchmark, IterationParams parameters, int iteration, IterationResult data) {}

  @Override
  public void endBenchmark(BenchmarkResult result) {}

  @Override
  public void startRun() {}

  @Override
  public void endRun(Collection<RunResult> result) {}

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
