package org.bascule.itest;

import java.text.MessageFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the bridge logs while this is open; it goes nowhere else meanwhile. */
public final class LogLines extends Handler implements AutoCloseable {
  private final Logger logger = Logger.getLogger("org.bascule.bridge");
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();

  /** From now on. */
  public LogLines() {
    logger.addHandler(this);
    logger.setUseParentHandlers(false);
  }

  /** The messages, with their parameters. */
  public List<String> messages() {
    return records.stream()
        .map(record -> MessageFormat.format(escaped(record), record.getParameters()))
        .toList();
  }

  /** A message without parameters is no format. */
  private static String escaped(LogRecord record) {
    String message = record.getMessage();
    return record.getParameters() == null ? "'" + message.replace("'", "''") + "'" : message;
  }

  /** What was thrown with each. */
  public List<Throwable> thrown() {
    return records.stream().map(LogRecord::getThrown).toList();
  }

  @Override
  public void publish(LogRecord record) {
    records.add(record);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
  }
}
