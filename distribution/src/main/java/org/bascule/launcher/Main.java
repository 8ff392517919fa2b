package org.bascule.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.function.ToIntBiFunction;
import org.osgi.framework.BundleException;

/**
 * Starts the runtime and either runs one command or opens the console. The exit status is 0, 1 if
 * the command failed, 2 if the command line is wrong, 3 if the runtime did not start.
 */
public final class Main {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String ROLE = "(bascule.role=%s)";

  private final OsgiRuntime runtime;

  private Main(OsgiRuntime runtime) {
    this.runtime = runtime;
  }

  /**
   * The launcher's door.
   *
   * @param args nothing for the console, or {@code -c} and a command
   */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  private static int run(String[] args) {
    if (args.length != 0 && (args.length != 2 || !args[0].equals("-c"))) {
      System.err.println(
          "usage: bascule [-c 'COMMAND'], or bascule java and the arguments of java");
      return 2;
    }
    PrintStream results = results();
    if (args.length == 2) {
      // Logs, and what a bundle prints on its own, must not get between the results.
      System.setOut(System.err);
    }
    try (OsgiRuntime runtime = OsgiRuntime.start(Home.ofLauncher(), DataFolder.ofUser())) {
      Main main = new Main(runtime);
      return args.length == 2 ? main.batch(args[1], results) : main.console();
    } catch (IOException | BundleException | InterruptedException | IllegalStateException e) {
      System.err.println("cannot start the runtime: " + e);
      return 3;
    }
  }

  private int batch(String command, PrintStream results) throws InterruptedException {
    @SuppressWarnings("unchecked") // What the shell publishes in this role.
    ToIntBiFunction<String, PrintStream> runner =
        (ToIntBiFunction<String, PrintStream>) service(ToIntBiFunction.class, "batch");
    return runner.applyAsInt(command, results);
  }

  private int console() throws InterruptedException {
    Runnable console = (Runnable) service(Runnable.class, "console");
    runtime.whenStopped(() -> System.exit(0)); // `stop 0` must end a console that waits for input.
    console.run();
    return 0;
  }

  private Object service(Class<?> type, String role) throws InterruptedException {
    return runtime
        .service(type, String.format(ROLE, role), PATIENCE)
        .orElseThrow(
            () -> new IllegalStateException("no " + role + " service; is the shell bundle there?"));
  }

  private static PrintStream results() {
    String encoding = System.getProperty("native.encoding", "UTF-8");
    return new PrintStream(
        new FileOutputStream(FileDescriptor.out), true, Charset.forName(encoding));
  }
}
