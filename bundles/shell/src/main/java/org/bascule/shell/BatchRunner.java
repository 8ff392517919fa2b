package org.bascule.shell;

import java.io.PrintStream;
import java.util.function.ToIntBiFunction;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Runs one Gogo command line for the launcher and says with which status the process is to end. The
 * service type is one of the JDK's, because launcher and bundles share no other classes.
 */
@Component(service = ToIntBiFunction.class, property = "bascule.role=batch")
public final class BatchRunner implements ToIntBiFunction<String, PrintStream> {
  private final CommandProcessor processor;
  private final Failures failures;

  /** A runner over this processor. */
  @Activate
  public BatchRunner(@Reference CommandProcessor processor) {
    this(processor, Failures.fromEnvironment());
  }

  BatchRunner(CommandProcessor processor, Failures failures) {
    this.processor = processor;
    this.failures = failures;
  }

  /**
   * Runs the command line; its result goes to {@code out}, its failure to stderr.
   *
   * @return 0, or 1 if it failed
   */
  @Override
  public int applyAsInt(String command, PrintStream out) {
    try (CommandSession session = processor.createSession(System.in, out, System.err)) {
      print(session, session.execute(command), out);
      return 0;
    } catch (Exception | LinkageError e) {
      failures.print(e, System.err);
      return 1;
    }
  }

  static void print(CommandSession session, Object result, PrintStream out) {
    if (result != null) {
      String text = session.format(result, Converter.INSPECT).toString();
      out.print(text.endsWith("\n") ? text : text + "\n");
      out.flush();
    }
  }
}
