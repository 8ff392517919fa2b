package org.bascule.transport.wine;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Cuts what a process prints into lines, hands them on, and keeps the last ones. */
public final class OutputLines {
  static final int LONGEST_LINE = 4096;
  static final int KEPT = 20;

  private static final System.Logger LOG = System.getLogger("org.bascule.transport");

  private final Consumer<String> reader;
  private final Charset charset;
  private final Deque<String> last = new ArrayDeque<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean complained;

  /** Hands lines of Wine's own programs to this reader. */
  public OutputLines(Consumer<String> reader) {
    this(reader, StandardCharsets.UTF_8);
  }

  /**
   * Hands lines to this reader.
   *
   * @param charset what their bytes mean
   */
  public OutputLines(Consumer<String> reader, Charset charset) {
    this.reader = reader;
    this.charset = charset;
  }

  /** Reads to the end of the stream; a line that is too long is cut into several. */
  public void read(InputStream stream) {
    try (InputStream bytes = new BufferedInputStream(stream)) {
      for (int b = bytes.read(); b >= 0; b = bytes.read()) {
        if (b == '\n') {
          flush();
        } else {
          line.write(b);
          if (line.size() == LONGEST_LINE) {
            flush();
          }
        }
      }
    } catch (IOException e) {
      // The stream was closed under the reader, which is an end too.
    }
    if (line.size() > 0) {
      flush();
    }
  }

  /** The last lines, oldest first. */
  public List<String> last() {
    synchronized (last) {
      return List.copyOf(last);
    }
  }

  private void flush() {
    String text = line.toString(charset);
    line.reset();
    String trimmed = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    synchronized (last) {
      last.addLast(trimmed);
      if (last.size() > KEPT) {
        last.removeFirst();
      }
    }
    handOn(trimmed);
  }

  /** A reader that fails must not stop the reading, or the process would block on a full pipe. */
  private void handOn(String text) {
    try {
      reader.accept(text);
    } catch (RuntimeException e) {
      if (!complained) {
        complained = true;
        LOG.log(System.Logger.Level.WARNING, "the consumer of the DLL's output failed", e);
      }
    }
  }
}
