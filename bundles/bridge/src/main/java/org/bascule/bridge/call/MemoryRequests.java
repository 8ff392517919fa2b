package org.bascule.bridge.call;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.protocol.Copied;
import org.bascule.protocol.Message;
import org.bascule.protocol.ReadTerminated;
import org.bascule.transport.Lane;

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

  MemoryRequests(HostRequests requests) {
    this.requests = requests;
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
          int scratch = scratch(caller);
          copy(caller, CopyFrame.READ, address, size, scratch);
          return caller.window().getLong(scratch);
        });
  }

  /** Writes the low bytes of a number. */
  void writeCell(long address, int size, long value) {
    requests.onLane(
        () -> {
          Caller caller = requests.caller();
          int scratch = scratch(caller);
          caller.window().putLong(scratch, value);
          copy(caller, CopyFrame.WRITE, address, size, scratch);
          return null;
        });
  }

  /** Room for a cell behind the frame, in the cache line where that ends if there is room. */
  private static int scratch(Caller caller) {
    int scratch = caller.scratch(CopyFrame.LENGTH);
    caller.scratchSize(scratch, Long.BYTES);
    return scratch;
  }

  /** Copies memory of the host into an array. */
  void read(long address, byte[] into, int from, int length) {
    inPieces(
        length,
        (caller, scratch, done, size) -> {
          copy(caller, CopyFrame.READ, address + done, size, scratch);
          caller.window().get(scratch, into, from + done, size);
        });
  }

  /** Copies an array into memory of the host. */
  void write(long address, byte[] source, int from, int length) {
    inPieces(
        length,
        (caller, scratch, done, size) -> {
          caller.window().put(scratch, source, from + done, size);
          copy(caller, CopyFrame.WRITE, address + done, size, scratch);
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

  /** One turn, answered in place. */
  private void copy(Caller caller, CopyFrame frame, long address, int size, int scratch) {
    Lane lane = caller.lane();
    int length = frame.bytes().length;
    int at = caller.place(length);
    frame.put(caller.window(), at, address, size, lane.address() + scratch);
    caller.turn(length);
    if (lane.receivedOffset() != at || lane.receivedSize() != length) {
      String verb = frame == CopyFrame.READ ? "read" : "write";
      throw Replies.refused(verb + " " + size + " bytes at " + hex(address), caller.received());
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
