package org.bascule.bridge.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import org.bascule.protocol.Batch;
import org.bascule.protocol.BatchEnd;
import org.bascule.protocol.BatchLink;
import org.bascule.protocol.BatchStop;
import org.bascule.protocol.CallFlag;
import org.bascule.protocol.CallStatus;
import org.bascule.protocol.Convention;
import org.bascule.protocol.Frames;
import org.bascule.protocol.Message;
import org.bascule.protocol.ResultRegister;
import org.junit.jupiter.api.Test;

class BatchFrameTest {
  private static final int AT = 256;

  private final ByteBuffer window = ByteBuffer.allocateDirect(4096).order(ByteOrder.LITTLE_ENDIAN);
  private final BatchFrame frame = BatchFrame.of(2, 3, 1, 5);

  private Batch sent() {
    frame.function(
        new CalledFunction(
            0x7000_0000_1000L, (byte) Convention.Stdcall, (byte) ResultRegister.Float64, true, 2));
    frame.function(
        new CalledFunction(
            0x7000_0000_2000L, (byte) Convention.Cdecl, (byte) ResultRegister.Integer, false, 1));
    int first = frame.slots(2);
    frame.call(0, (byte) BatchStop.Never, 0, false);
    frame.putSlotPair(first, 0, 0x1_0000_0002L);
    int second = frame.slots(1);
    frame.call(1, (byte) BatchStop.NotZero, 4, true);
    frame.putSlot(second, 0, -1);
    int third = frame.slots(2);
    frame.call(0, (byte) BatchStop.Never, 0, false);
    frame.link(1, 2, 1, 1, 4, true);
    frame.putSlot(third, 0, 9);
    frame.put(window, AT);
    return Frames.message(
        Frames.decode(window.slice(AT, frame.size()).order(ByteOrder.LITTLE_ENDIAN), frame.size()),
        Message.Batch,
        Batch::new);
  }

  @Test
  void isAFrameOfTheSchema() {
    Batch batch = sent();

    assertThat(batch.functionsLength()).isEqualTo(2);
    assertThat(batch.functions(0).function()).isEqualTo(0x7000_0000_1000L);
    assertThat(batch.functions(0).convention()).isEqualTo(Convention.Stdcall);
    assertThat(batch.functions(0).result()).isEqualTo(ResultRegister.Float64);
    assertThat(batch.functions(0).flags()).isEqualTo(CallFlag.ClearLastError);
    assertThat(batch.functions(0).slots()).isEqualTo(2);
    assertThat(batch.functions(1).flags()).isZero();
    assertThat(IntStream.range(0, batch.callsLength()).map(i -> batch.calls(i).function()))
        .containsExactly(0, 1, 0);
    assertThat(batch.calls(1).stop()).isEqualTo(BatchStop.NotZero);
    assertThat(batch.calls(1).bytes()).isEqualTo(4);
    assertThat(batch.calls(1).signed()).isTrue();
    assertThat(IntStream.range(0, batch.slotsLength()).mapToLong(batch::slots))
        .containsExactly(2L, 1L, -1L, 9L, 0L);
    assertThat(batch.linksLength()).isEqualTo(1);
    BatchLink link = batch.links(0);
    assertThat(link.from()).isEqualTo(1);
    assertThat(link.to()).isEqualTo(2);
    assertThat(link.slot()).isEqualTo(1);
    assertThat(link.slots()).isEqualTo(1);
    assertThat(link.bytes()).isEqualTo(4);
    assertThat(link.signed()).isTrue();
    assertThat(batch.outcomesLength()).isEqualTo(3);
    assertThat(batch.setLastError()).isFalse();
  }

  @Test
  void bringsTheLastErrorThatTheFirstCallBeginsWith() {
    frame.setLastError(87);

    Batch batch = sent();

    assertThat(batch.setLastError()).isTrue();
    assertThat(batch.last().lastError()).isEqualTo(87);
  }

  @Test
  void keepsWhatTheHostHasWritten() {
    Batch host = sent();
    host.outcomes(0).mutateValue(-7);
    host.outcomes(1).mutateStatus(CallStatus.Faulted);
    host.outcomes(1).mutateLastError(5);
    host.outcomes(2).mutateValue(99);
    host.last().mutateFaultCode(0xC0000094L);
    host.last().mutateFaultTarget(0x1234);
    host.progress().mutateMade(2);
    host.progress().mutateEnd(BatchEnd.NotReturned);

    frame.take(window, AT);
    host.outcomes(0).mutateValue(0);

    assertThat(frame.made()).isEqualTo(2);
    assertThat(frame.end()).isEqualTo((int) BatchEnd.NotReturned);
    assertThat(frame.value(0)).isEqualTo(-7);
    assertThat(frame.status(1)).isEqualTo((int) CallStatus.Faulted);
    assertThat(frame.lastError(1)).isEqualTo(5);
    assertThat(frame.value(2)).isZero();
    assertThat(frame.lastInt(FrameTemplate.FAULT_CODE)).isEqualTo(0xC0000094);
    assertThat(frame.lastLong(FrameTemplate.FAULT_TARGET)).isEqualTo(0x1234);
  }

  @Test
  void believesNoProgressThatCannotBe() {
    Batch host = sent();
    host.progress().mutateMade(-1);

    frame.take(window, AT);

    assertThat(frame.made()).isEqualTo(-1);
    host.progress().mutateMade(1 << 30);
    frame.take(window, AT);
    assertThat(frame.made()).isEqualTo(1 << 30);
  }
}
