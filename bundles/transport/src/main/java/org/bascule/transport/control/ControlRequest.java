package org.bascule.transport.control;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.util.function.ToIntFunction;
import org.bascule.protocol.Frames;

/**
 * A request that only lacks its number.
 *
 * @param operation what is asked, as a phrase that follows "cannot"
 * @param type a constant of {@link org.bascule.protocol.Message}
 * @param message writes the message and returns its offset
 */
record ControlRequest(String operation, byte type, ToIntFunction<FlatBufferBuilder> message) {

  ByteBuffer frame(int id) {
    FlatBufferBuilder builder = new FlatBufferBuilder(256);
    Frames.finish(builder, id, type, message.applyAsInt(builder));
    return builder.dataBuffer();
  }
}
