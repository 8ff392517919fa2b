package org.bascule.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Job;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.completer.ArgumentCompleter;
import org.jline.reader.impl.completer.NullCompleter;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.Signals;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The interactive shell. Gogo's own console reads bytes as characters, so that text outside ASCII
 * would reach a DLL garbled; JLine reads the terminal's encoding, and brings history and
 * completion.
 */
@Component(service = Runnable.class, property = "bascule.role=console")
public final class ConsoleShell implements Runnable {
  private static final Set<String> ENDS = Set.of("exit", "quit");
  private static final String CTRL_C = "INT";
  private static final String HINT =
      """
      Bascule: functions of Windows DLLs. Try
        wine:call msvcrt "double pow(double x, double y)" 2 10
      help lists the commands, help wine:call explains one, Ctrl-D ends.
      """;

  private final CommandProcessor processor;
  private final Failures failures;
  private final Optional<Path> history;

  /** A shell over this processor. */
  @Activate
  public ConsoleShell(@Reference CommandProcessor processor, BundleContext context) {
    this(
        processor,
        Failures.fromEnvironment(),
        Optional.ofNullable(context.getProperty("bascule.history")).map(Path::of));
  }

  ConsoleShell(CommandProcessor processor, Failures failures, Optional<Path> history) {
    this.processor = processor;
    this.failures = failures;
    this.history = history;
  }

  /** Reads and runs commands until the input ends. */
  @Override
  public void run() {
    try (Terminal terminal = TerminalBuilder.builder().system(true).dumb(true).build()) {
      // JLine listens only where it knows the terminal; the runtime must not hear it in any case.
      Object before = Signals.register(CTRL_C, () -> terminal.raise(Terminal.Signal.INT));
      try {
        run(terminal);
      } finally {
        Signals.unregister(CTRL_C, before);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void run(Terminal terminal) {
    PrintStream out = new PrintStream(terminal.output(), true, terminal.encoding());
    try (CommandSession session = processor.createSession(terminal.input(), out, out)) {
      out.print(HINT);
      loop(session, reader(terminal, session), out);
    }
  }

  private void loop(CommandSession session, LineReader reader, PrintStream out) {
    while (true) {
      try {
        String line = reader.readLine("bascule> ").strip();
        if (ENDS.contains(line)) {
          return;
        }
        interruptible(reader.getTerminal(), session, () -> run(session, line, out));
      } catch (UserInterruptException e) {
        continue; // Ctrl-C takes the line back, as in other shells.
      } catch (EndOfFileException e) {
        return;
      }
    }
  }

  /** Ctrl-C interrupts the command, and is nothing that the runtime hears of. */
  private static void interruptible(Terminal terminal, CommandSession session, Runnable command) {
    Terminal.SignalHandler before =
        terminal.handle(Terminal.Signal.INT, signal -> interrupt(session.foregroundJob()));
    try {
      command.run();
    } finally {
      terminal.handle(Terminal.Signal.INT, before);
    }
  }

  /** Gogo runs each command in a thread of its own. */
  private static void interrupt(Job job) {
    if (job != null) {
      job.interrupt();
    }
  }

  private void run(CommandSession session, String line, PrintStream out) {
    if (line.isEmpty()) {
      return;
    }
    try {
      BatchRunner.print(session, session.execute(line), out);
    } catch (Exception | LinkageError e) {
      failures.print(e, out);
    }
  }

  private LineReader reader(Terminal terminal, CommandSession session) {
    StringsCompleter commands = new StringsCompleter(() -> names(session));
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .completer(new ArgumentCompleter(commands, NullCompleter.INSTANCE))
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
    history.ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
    return builder.build();
  }

  @SuppressWarnings("unchecked") // Gogo's documented type of this variable.
  private static Collection<String> names(CommandSession session) {
    return (Collection<String>) session.get(".commands");
  }
}
