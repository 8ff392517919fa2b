package org.bascule.transport.lane;

import java.io.IOException;
import java.nio.file.Path;
import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;
import org.bascule.protocol.LaneLayout;
import org.bascule.protocol.Limit;

/** What can go wrong with lanes, in words. */
final class LaneErrors {
  private LaneErrors() {}

  static ValueException badFrame(int offset, int size, int window) {
    return new ValueException(
        new Diagnosis(
            ErrorCode.BAD_ARGUMENT,
            PrivateLane.EXCHANGE,
            "",
            "1 to %d bytes at a multiple of 8 from %d on, inside the window of %d bytes"
                .formatted(Limit.LaneFrameBytes, LaneLayout.FirstFrame, window),
            "offset %d, size %d".formatted(offset, size),
            "open the session with larger lane windows, or send less at once"));
  }

  static ValueException foreignThread(int lane, Thread owner) {
    String name = owner == null ? "a thread that has ended" : "thread " + owner.getName();
    return new ValueException(
        new Diagnosis(
            ErrorCode.BAD_ARGUMENT,
            PrivateLane.EXCHANGE,
            "lane " + lane,
            "the lane's own thread: " + name,
            "thread " + Thread.currentThread().getName(),
            "ask the host for the calling thread's lane each time"));
  }

  static BasculeException noBells(Path directory, IOException cause) {
    return new BasculeException(
        new Diagnosis(
            ErrorCode.SHARED_MEMORY,
            "open a lane to the Wine host",
            directory.toString(),
            "two FIFOs",
            String.valueOf(cause.getMessage()),
            "see that " + directory + " can be written to, and raise the limit of open files"),
        cause);
  }
}
