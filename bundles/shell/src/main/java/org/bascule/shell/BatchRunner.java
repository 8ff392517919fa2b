package org.bascule.shell;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
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
  // System.in and System.err are Gogo's by now, and lead back into the session: endless circles.
  private static final InputStream STDIN = new FileInputStream(FileDescriptor.in);

  private final CommandProcessor processor;
  private final Failures failures;
  private final PrintStream err;

  /** A runner over this processor. */
  @Activate
  public BatchRunner(@Reference CommandProcessor processor) {
    this(processor, Failures.fromEnvironment(), nativeStream(FileDescriptor.err));
  }

  BatchRunner(CommandProcessor processor, Failures failures, PrintStream err) {
    this.processor = processor;
    this.failures = failures;
    this.err = err;
  }

  /**
   * Runs the command line; its result goes to {@code out}, its failure to stderr.
   *
   * @return 0, or 1 if it failed
   */
  @Override
  public int applyAsInt(String command, PrintStream out) {
    try (CommandSession session = processor.createSession(STDIN, out, err)) {
      print(session, session.execute(command), out);
      return 0;
    } catch (Exception | LinkageError e) {
      failures.print(e, err);
      return 1;
    }
  }

  private static PrintStream nativeStream(FileDescriptor descriptor) {
    String encoding = System.getProperty("native.encoding", "UTF-8");
    return new PrintStream(new FileOutputStream(descriptor), true, Charset.forName(encoding));
  }

  static void print(CommandSession session, Object result, PrintStream out) {
    if (result != null) {
      String text = session.format(result, Converter.INSPECT).toString();
      out.print(text.endsWith("\n") ? text : text + "\n");
      out.flush();
    }
  }
}
