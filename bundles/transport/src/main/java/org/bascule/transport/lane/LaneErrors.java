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
  private static final String RECEIVE = "receive a frame of the Wine host";

  private LaneErrors() {}

  static ValueException badFrame(int offset, int size, int window) {
    return new ValueException(
        new Diagnosis(
            ErrorCode.BAD_ARGUMENT,
            LaneEnd.EXCHANGE,
            "",
            "1 to %d bytes at a multiple of 8 from %d on, inside the window of %d bytes"
                .formatted(Limit.LaneFrameBytes, LaneLayout.FirstFrame, window),
            "offset %d, size %d".formatted(offset, size),
            "open the session with larger lane windows, or send less at once"));
  }

  static ValueException badFree(int free, int window) {
    return new ValueException(
        new Diagnosis(
            ErrorCode.BAD_ARGUMENT,
            LaneEnd.EXCHANGE,
            "",
            "room for the host's frames from %d to %d on, the end of the window"
                .formatted(LaneLayout.FirstFrame, window),
            "from %d on".formatted(free),
            "leave free what lies behind the frames and sections that are still needed"));
  }

  static ValueException javaBegins(int lane) {
    return new ValueException(
        new Diagnosis(
            ErrorCode.BAD_ARGUMENT,
            RECEIVE,
            "lane " + lane,
            "a lane of a thread that the DLL has made itself",
            "a lane in which the Java thread begins",
            "post a frame in it"));
  }

  static ValueException receivedBefore(int lane) {
    return new ValueException(
        new Diagnosis(
            ErrorCode.BAD_ARGUMENT,
            RECEIVE,
            "lane " + lane,
            "a lane in which nothing has come yet",
            "the first frame has been received",
            "answer it"));
  }

  static ValueException notReceived(int lane) {
    return new ValueException(
        new Diagnosis(
            ErrorCode.BAD_ARGUMENT,
            LaneEnd.EXCHANGE,
            "lane " + lane,
            "the turn to be on this side",
            "in this lane the host begins, and its first frame has not been received",
            "receive it first"));
  }

  static ValueException notLent(int lane) {
    return new ValueException(
        new Diagnosis(
            ErrorCode.BAD_ARGUMENT,
            "lend a lane",
            "lane " + lane,
            "the lane of a thread that the DLL has made itself",
            "that of a Java thread, which Java code knows",
            "do the work on the lane's own thread"));
  }

  static BasculeException tooMany(int lanes, LaneLimit.Reached reached) {
    return new BasculeException(
        new Diagnosis(
            ErrorCode.SHARED_MEMORY,
            LaneFactory.OPEN,
            "",
            "room for one more lane, or a lane that is given up within 2 s",
            lanes + " lanes are open, and " + reached.what(),
            reached.remedy()));
  }

  static BasculeException threadEnded(String operation, int windowsThread) {
    return new BasculeException(
        new Diagnosis(
            ErrorCode.THREAD_ENDED,
            operation,
            windowsThread(windowsThread),
            "a running thread",
            "it has ended while its upcall was being served",
            "have the DLL wait for its own threads before it ends them"));
  }

  static ValueException servedAlready() {
    return new ValueException(
        new Diagnosis(
            ErrorCode.BAD_ARGUMENT,
            "serve the threads of the Wine host",
            "",
            "one server",
            "another one serves them already",
            "use one server for each host"));
  }

  static String windowsThread(int id) {
    return "Windows thread 0x%x".formatted(id);
  }

  static ValueException foreignThread(int lane, Thread owner) {
    String name = owner == null ? "a thread that has ended" : "thread " + owner.getName();
    return new ValueException(
        new Diagnosis(
            ErrorCode.BAD_ARGUMENT,
            LaneEnd.EXCHANGE,
            "lane " + lane,
            "the lane's own thread: " + name,
            "thread " + Thread.currentThread().getName(),
            "ask the host for the calling thread's lane each time"));
  }

  static ValueException virtualThread() {
    return new ValueException(
        new Diagnosis(
            ErrorCode.BAD_ARGUMENT,
            LaneFactory.OPEN,
            "",
            "a platform thread",
            "a virtual thread, which would hold its carrier while it waits",
            "have a platform thread talk to the host on its behalf"));
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
