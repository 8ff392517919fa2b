package org.bascule.transport;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.util.function.ToIntFunction;
import org.bascule.protocol.Call;
import org.bascule.protocol.CallFlag;
import org.bascule.protocol.CallStatus;
import org.bascule.protocol.Convention;
import org.bascule.protocol.CreateThunk;
import org.bascule.protocol.Frame;
import org.bascule.protocol.Frames;
import org.bascule.protocol.LaneLayout;
import org.bascule.protocol.Limit;
import org.bascule.protocol.Load;
import org.bascule.protocol.Loaded;
import org.bascule.protocol.Message;
import org.bascule.protocol.Outcome;
import org.bascule.protocol.Ping;
import org.bascule.protocol.Pong;
import org.bascule.protocol.Resolve;
import org.bascule.protocol.Resolved;
import org.bascule.protocol.ResultRegister;
import org.bascule.protocol.ThunkCreated;

/** Speaks the protocol in a lane, without hurry. */
public final class LaneTalk {
  private final Lane lane;
  private final int base;

  /** Talks in this lane. */
  public LaneTalk(Lane lane) {
    this(lane, lane.firstFree());
  }

  /** Talks in this lane, from this offset on: what lies below is still needed. */
  public LaneTalk(Lane lane, int base) {
    this.lane = lane;
    this.base = base;
  }

  /** Sends a ping and returns what comes back. */
  public long ping(long payload) {
    Frame reply = ask(Message.Ping, b -> Ping.createPing(b, payload));
    return Frames.message(reply, Message.Pong, Pong::new).payload();
  }

  /** Loads a DLL and resolves a function of it. */
  public long resolve(String dll, String function) {
    Frame loaded = ask(Message.Load, b -> Load.createLoad(b, b.createString(dll), 0));
    long module = Frames.message(loaded, Message.Loaded, Loaded::new).module();
    Frame resolved =
        ask(Message.Resolve, b -> Resolve.createResolve(b, module, b.createString(function), 0));
    return Frames.message(resolved, Message.Resolved, Resolved::new).address();
  }

  /** Makes a function that the DLL can call; its address. */
  public long thunk(UpcallFrame upcall) {
    Frame reply =
        ask(
            Message.CreateThunk,
            b ->
                CreateThunk.createCreateThunk(
                    b,
                    CreateThunk.createFrameVector(b, upcall.bytes()),
                    Convention.Cdecl,
                    ResultRegister.Integer,
                    0));
    return Frames.message(reply, Message.ThunkCreated, ThunkCreated::new).address();
  }

  /** Calls a function of integer arguments that returns; what it returns. */
  public long call(long function, long... slots) {
    Frames.message(askRaw(callFrame(function, slots)), Message.Call, Call::new);
    int status = lane.window().getInt(LaneLayout.ToJavaStatus);
    if (status != CallStatus.Returned) {
      throw new AssertionError("the call has the status " + status);
    }
    return lane.window().getLong(LaneLayout.ToJavaInteger);
  }

  /** A frame that calls a function. */
  public static ByteBuffer callFrame(long function, long... slots) {
    FlatBufferBuilder builder = new FlatBufferBuilder(256);
    int slotsAt = Call.createSlotsVector(builder, slots);
    Call.startCall(builder);
    Call.addFunction(builder, function);
    Call.addConvention(builder, Convention.Cdecl);
    Call.addResult(builder, ResultRegister.Integer);
    Call.addFlags(builder, CallFlag.ClearLastError);
    Call.addSlots(builder, slotsAt);
    Call.addOutcome(builder, Outcome.createOutcome(builder, 0, 0, 0, 0, 0, 0, 0, 0));
    Frames.finish(builder, 0, Message.Call, Call.endCall(builder));
    return builder.dataBuffer();
  }

  private Frame ask(byte type, ToIntFunction<FlatBufferBuilder> message) {
    FlatBufferBuilder builder = new FlatBufferBuilder(256);
    Frames.finish(builder, 0, type, message.applyAsInt(builder));
    return askRaw(builder.dataBuffer());
  }

  private Frame askRaw(ByteBuffer frame) {
    int size = frame.remaining();
    lane.window().put(base, frame, frame.position(), size);
    lane.exchange(base, size);
    byte[] bytes = new byte[lane.receivedSize()];
    lane.window().get(lane.receivedOffset(), bytes);
    return Frames.decode(ByteBuffer.wrap(bytes), Limit.LaneFrameBytes);
  }
}
