package org.bascule.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.bascule.bridge.Progress;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Shows slow steps on stderr: a bar on a terminal, plain lines in a file or a pipe. Never on
 * stdout, which belongs to results.
 */
@Component(service = Progress.class)
public final class TerminalProgress implements Progress {
  private static final int WIDTH = 79;

  private final PrintStream err;
  private final boolean terminal;
  private String current = "";
  private ProgressBar bar;
  private Line line;

  /** On this process's stderr. */
  @Activate
  public TerminalProgress() {
    this(System.err, isTerminal(Path.of("/proc/self/fd/2")));
  }

  TerminalProgress(PrintStream err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  @Override
  public synchronized void update(String step, double fraction) {
    if (!step.equals(current)) {
      end();
      current = step;
      begin(step);
    }
    if (bar != null && fraction >= 0) {
      bar.maxHint(100).stepTo(Math.round(Math.min(1, fraction) * 100));
    }
    if (fraction >= 1) {
      end();
    }
  }

  private void begin(String step) {
    if (terminal) {
      // At the full width of the step's name nothing of the bar would be left.
      err.println(step);
      bar = bar();
    } else {
      err.println(step + " …");
    }
  }

  private void end() {
    if (bar != null) {
      bar.close();
      line.close();
      bar = null;
    }
    if (!terminal && !current.isEmpty()) {
      err.println(current + ": done");
    }
    current = "";
  }

  private ProgressBar bar() {
    line = new Line(err);
    return new ProgressBarBuilder()
        .setInitialMax(-1)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(200)
        .hideEta()
        .setConsumer(line)
        .build();
  }

  static boolean isTerminal(Path descriptor) {
    try {
      Path target = Files.readSymbolicLink(descriptor);
      return target.startsWith("/dev/pts")
          || target.startsWith("/dev/tty")
          || target.toString().startsWith("/dev/tty")
          || target.equals(Path.of("/dev/console"));
    } catch (IOException e) {
      return false;
    }
  }

  /** A bar that is closed before it was first drawn leaves its consumer open, and its line too. */
  private static final class Line extends ConsoleProgressBarConsumer {
    private boolean closed;

    Line(PrintStream err) {
      super(err, WIDTH);
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        super.close();
      }
    }
  }
}
