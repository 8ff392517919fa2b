package org.bascule.bridge.call;

import com.google.flatbuffers.FlatBufferBuilder;
import java.util.List;
import org.bascule.protocol.Batch;
import org.bascule.protocol.BatchProgress;
import org.bascule.protocol.Frame;
import org.bascule.protocol.Message;

/**
 * A finished Batch frame.
 *
 * @param bytes the frame
 * @param progress offset of how many calls were made, four bytes, and why no more, four more
 */
record BatchTemplate(byte[] bytes, int progress) {
  /** Bytes that a frame of so many calls and links has at most. */
  static int mostBytes(int calls, int links) {
    return 128 + 12 * calls + 10 * links;
  }

  private static final int PROGRESS = 2;

  static BatchTemplate of(List<Activation> calls, List<BatchStep> steps, List<BatchLink> links) {
    FlatBufferBuilder b = new FlatBufferBuilder(mostBytes(calls.size(), links.size()));
    b.forceDefaults(true);
    Batch.startCallsVector(b, calls.size());
    for (int i = calls.size() - 1; i >= 0; i--) {
      BatchStep step = steps.get(i);
      org.bascule.protocol.BatchCall.createBatchCall(
          b, calls.get(i).base(), calls.get(i).size(), step.stop(), step.bytes(), step.signed());
    }
    int callList = b.endVector();
    Batch.startLinksVector(b, links.size());
    for (int i = links.size() - 1; i >= 0; i--) {
      BatchLink link = links.get(i);
      org.bascule.protocol.BatchLink.createBatchLink(
          b,
          link.from(),
          link.to(),
          link.slot(),
          link.slots(),
          link.bytes(),
          link.signed(),
          link.floating());
    }
    int linkList = b.endVector();
    Batch.startBatch(b);
    Batch.addCalls(b, callList);
    Batch.addLinks(b, linkList);
    Batch.addProgress(b, BatchProgress.createBatchProgress(b, 0, 0));
    int batch = Batch.endBatch(b);
    Frame.finishFrameBuffer(b, Frame.createFrame(b, 0, Message.Batch, batch));
    byte[] bytes = b.sizedByteArray();
    FrameFields fields = FrameFields.of(bytes);
    return new BatchTemplate(bytes, fields.at(fields.message(), PROGRESS));
  }
}
