package org.bascule.shell;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;

/** A real Gogo with our commands in it, and what it printed. */
final class Gogo implements AutoCloseable {
  private final ThreadIOImpl threads;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PrintStream formerErr = System.err;
  private final CommandProcessorImpl processor;
  private final BatchRunner runner;

  Gogo(FakeBascule bascule) {
    this(bascule, false);
  }

  Gogo(FakeBascule bascule, boolean stacks) {
    System.setErr(stream(err));
    threads = new ThreadIOImpl(); // Takes the streams that are System's now.
    threads.start();
    processor = new CommandProcessorImpl(threads);
    processor.addCommand("wine", new CallCommand(bascule), "call");
    processor.addCommand("wine", new EachCommand(bascule), "each");
    processor.addCommand("wine", new BatchCommand(bascule), "batch");
    for (String name : new String[] {"exports", "sessions", "marshallers", "doctor"}) {
      processor.addCommand("wine", new WineCommands(bascule), name);
    }
    for (String name : new String[] {"explain", "layout", "declare"}) {
      processor.addCommand("wine", new ExplainCommand(bascule), name);
    }
    processor.addCommand("wine", new GetCommand(bascule), "get");
    processor.addCommand("wine", new SetCommand(bascule), "set");
    runner = new BatchRunner(processor, new Failures(stacks), stream(err));
  }

  int run(String command) {
    return runner.applyAsInt(command, stream(out));
  }

  CommandProcessorImpl processor() {
    return processor;
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    threads.stop();
    System.setErr(formerErr);
  }
}
