package org.bascule.bridge.call;

import com.google.flatbuffers.FlatBufferBuilder;
import java.util.List;
import org.bascule.protocol.Column;
import org.bascule.protocol.Each;
import org.bascule.protocol.EachProgress;
import org.bascule.protocol.Frame;
import org.bascule.protocol.Message;

/**
 * A finished Each frame, to be copied into a window and patched there; offsets in the frame.
 *
 * @param call the frame, and where the parts of its Call stand
 * @param columns of the first column's address, which begins {@link #COLUMN_SIZE} bytes
 * @param count of the number of calls, four bytes
 * @param results of the results' address
 * @param progress of the number of calls that returned, eight bytes
 */
record EachTemplate(FrameTemplate call, int columns, int count, int results, int progress) {
  /** Bytes of the schema's struct {@code Column}, which begins with the address. */
  static final int COLUMN_SIZE = 16;

  /** Numbers of fields in the schema's table, in order of declaration. */
  private static final int CALL = 0;

  private static final int COLUMNS = 1;
  private static final int COUNT = 2;
  private static final int RESULTS = 3;
  private static final int PROGRESS = 5;

  static EachTemplate of(CalledFunction function, List<EachColumn> columns, int resultBytes) {
    FlatBufferBuilder builder = FrameTemplate.builder(function);
    int call = function.add(builder);
    Each.startColumnsVector(builder, columns.size());
    for (int i = columns.size() - 1; i >= 0; i--) {
      EachColumn c = columns.get(i);
      Column.createColumn(builder, 0, c.signed(), c.bytes(), c.slot(), c.slots());
    }
    int list = builder.endVector();
    Each.startEach(builder);
    Each.addCall(builder, call);
    Each.addColumns(builder, list);
    Each.addCount(builder, 0);
    Each.addResults(builder, 0);
    Each.addResultBytes(builder, resultBytes);
    Each.addProgress(builder, EachProgress.createEachProgress(builder, 0));
    int each = Each.endEach(builder);
    Frame.finishFrameBuffer(builder, Frame.createFrame(builder, 0, Message.Each, each));
    return locate(builder.sizedByteArray(), function.slotCount());
  }

  private static EachTemplate locate(byte[] bytes, int slotCount) {
    FrameFields fields = FrameFields.of(bytes);
    int each = fields.message();
    return new EachTemplate(
        FrameTemplate.locate(bytes, fields, fields.table(fields.at(each, CALL)), slotCount),
        fields.elements(fields.at(each, COLUMNS)),
        fields.at(each, COUNT),
        fields.at(each, RESULTS),
        fields.at(each, PROGRESS));
  }
}
