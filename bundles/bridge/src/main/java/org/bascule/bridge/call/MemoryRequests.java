package org.bascule.bridge.call;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.protocol.Copied;
import org.bascule.protocol.LaneLayout;
import org.bascule.protocol.Message;
import org.bascule.protocol.ReadTerminated;

/**
 * Has the host copy between its memory and the calling thread's window, above all that lies there
 * already, in pieces that fit.
 */
final class MemoryRequests {
  /** More than any of the requests here takes. */
  private static final int REQUEST_SIZE = 128;

  private static final int COPY_CHUNK = 32 * 1024;
  private static final int LONGEST_TEXT = 1 << 30;

  private final HostRequests requests;
  private final CopyFrame reading;
  private final CopyFrame writing;

  MemoryRequests(HostRequests requests) {
    this.requests = requests;
    this.reading = CopyFrame.read(requests.nextNumber());
    this.writing = CopyFrame.write(requests.nextNumber());
  }

  /** Moves one piece; {@code scratch} is an offset in the window. */
  private interface Piece {
    void move(Caller caller, int scratch, int done, int size);
  }

  /**
   * A number of 1 to 8 bytes; it stands in the low bytes of the result, the others are anything.
   */
  long readCell(long address, int size) {
    return requests.onLane(
        () -> {
          Caller caller = requests.caller();
          copy(caller, reading, address, size, 0, 0);
          return caller.window().getLong(LaneLayout.ToJavaInteger);
        });
  }

  /** Writes the low bytes of a number. */
  void writeCell(long address, int size, long value) {
    requests.onLane(
        () -> {
          copy(requests.caller(), writing, address, size, 0, value);
          return null;
        });
  }

  /** Copies memory of the host into an array. */
  void read(long address, byte[] into, int from, int length) {
    inPieces(
        length,
        (caller, scratch, done, size) -> {
          copy(caller, reading, address + done, size, caller.lane().address() + scratch, 0);
          caller.window().get(scratch, into, from + done, size);
        });
  }

  /** Copies an array into memory of the host. */
  void write(long address, byte[] source, int from, int length) {
    inPieces(
        length,
        (caller, scratch, done, size) -> {
          caller.window().put(scratch, source, from + done, size);
          copy(caller, writing, address + done, size, caller.lane().address() + scratch, 0);
        });
  }

  private void inPieces(int length, Piece piece) {
    requests.onLane(
        () -> {
          Caller caller = requests.caller();
          int scratch = caller.scratch(CopyFrame.LENGTH);
          int most = caller.scratchSize(scratch, COPY_CHUNK);
          for (int done = 0; done < length; done += most) {
            piece.move(caller, scratch, done, Math.min(most, length - done));
          }
          return null;
        });
  }

  /**
   * One turn, answered in place.
   *
   * @param arena where the bytes come from or go to; 0 if they go with the turn
   * @param value of at most 8 bytes, that go with the turn
   */
  private static void copy(
      Caller caller, CopyFrame frame, long address, int size, long arena, long value) {
    KeptFrames kept = caller.keptFrames();
    int at = caller.place(CopyFrame.LENGTH);
    boolean done = false;
    try {
      if (!kept.has(frame.number())) {
        kept.add(frame.number());
        caller.window().put(at, frame.bytes(), 0, CopyFrame.LENGTH);
        caller.turn(CopyFrame.LENGTH, caller.copyCells.first(frame.number()));
      }
      caller.turn(
          CopyFrame.LENGTH, caller.copyCells.again(frame.number(), address, size, arena, value));
      done =
          caller.lane().receivedOffset() == at && caller.lane().receivedSize() == CopyFrame.LENGTH;
    } finally {
      if (!done) {
        kept.forget(frame.number());
      }
    }
    if (!done) {
      String what = "%s %d bytes at %s".formatted(frame.verb(), size, hex(address));
      throw Replies.refused(what, caller.received());
    }
  }

  /** The bytes of a text up to its zero unit of {@code unit} bytes, which is left out. */
  byte[] readTerminated(long address, int unit) {
    return requests.onLane(() -> text(address, unit));
  }

  private byte[] text(long address, int unit) {
    ByteArrayOutputStream text = new ByteArrayOutputStream(64);
    while (!readPiece(address, unit, text)) {
      if (text.size() >= LONGEST_TEXT) {
        throw endless(address, text.size());
      }
    }
    return text.toByteArray();
  }

  /** Whether the zero unit was in it. */
  private boolean readPiece(long address, int unit, ByteArrayOutputStream text) {
    Caller caller = requests.caller();
    int scratch = caller.scratch(REQUEST_SIZE);
    int room = caller.scratchSize(scratch, COPY_CHUNK) & -unit;
    FlatBufferBuilder b = new FlatBufferBuilder(REQUEST_SIZE);
    long at = address + text.size();
    int request =
        ReadTerminated.createReadTerminated(b, at, unit, room, caller.lane().address() + scratch);
    Copied copied = ask("read text at " + hex(address), b, Message.ReadTerminated, request);
    byte[] bytes = new byte[(int) Math.min(copied.size(), room)];
    caller.window().get(scratch, bytes);
    if (bytes.length == 0) {
      throw endless(address, text.size());
    }
    text.writeBytes(copied.terminated() ? Arrays.copyOf(bytes, bytes.length - unit) : bytes);
    return copied.terminated();
  }

  private Copied ask(String operation, FlatBufferBuilder builder, byte type, int request) {
    return requests.ask(operation, builder, type, request, Message.Copied, Copied::new);
  }

  private static BasculeException endless(long address, int size) {
    return new BasculeException(
        new Diagnosis(
            ErrorCode.TOO_LARGE,
            "read text at " + hex(address),
            "",
            "a terminating zero within " + LONGEST_TEXT + " bytes",
            "none in " + size + " bytes",
            "check that the address is that of a text, and its width"));
  }

  private static String hex(long address) {
    return String.format("0x%016x", address);
  }
}
