package org.bascule.bridge.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.bascule.error.BasculeException;
import org.bascule.lifetime.Housekeeper;
import org.bascule.protocol.CallStatus;
import org.bascule.protocol.Limit;
import org.bascule.protocol.ResultRegister;
import org.bascule.spi.Abi;
import org.bascule.spi.WindowsMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Small sections of calls that are made again and again, which travel with the turn. */
class CarriageTest {
  private final Housekeeper housekeeper = new Housekeeper();
  private final FakeHost host = new FakeHost(this::increment);
  private final HostRequests requests = new HostRequests(host, Abi.X64, housekeeper, 1);
  private int stray = -1;
  private int lastError;
  private int status = (int) CallStatus.Returned;
  private int bytes = 40;

  @AfterEach
  void end() {
    housekeeper.close();
  }

  /** Adds 1 to each byte of the section in slot 0, and may write elsewhere. */
  private FakeHost.Reply increment(FakeHost.Reply reply) {
    for (int i = 0; i < bytes; i++) {
      host.putByteAt(host.slots[0] + i, (byte) (host.byteAt(host.slots[0] + i) + 1));
    }
    if (stray >= 0) {
      host.putByteAt(host.slots[0] + bytes + stray, (byte) 1);
    }
    long other = host.slots.length > 1 ? host.slots[1] : 0;
    return new FakeHost.Reply(reply.call(), status, lastError, other + 7, other + 0.5);
  }

  private CallTarget function(int register, int slots) {
    return new CallTarget(
        host,
        requests,
        "demo.f",
        0x1000,
        (byte) 0,
        (byte) register,
        false,
        slots,
        List.of(),
        Lending.ORDINARY,
        name -> null);
  }

  /** One call with this content; what came back in it. */
  private byte[] call(CallTarget function, byte[] content, long... others) {
    Activation call = function.enter();
    try {
      call.slotImage(0, 8);
      WindowsMemory section = call.allocate(content.length, 8);
      section.putBytes(0, content, 0, content.length);
      call.putSlot(0, section.address());
      for (int i = 0; i < others.length; i++) {
        call.putSlot(1 + i, others[i]);
      }
      call.call();
      byte[] back = new byte[content.length];
      section.getBytes(0, back, 0, back.length);
      byte[] viewed = new byte[content.length - 1];
      call.view(section.address() + 1, viewed.length).getBytes(0, viewed, 0, viewed.length);
      assertThat(back).endsWith(viewed);
      integer = call.integerResult();
      floating = Double.longBitsToDouble(call.floatingResult());
      return back;
    } catch (Throwable e) {
      throw Undeclared.thrown(e);
    } finally {
      call.leave();
    }
  }

  private long integer;
  private double floating;

  private byte[] content(int first) {
    byte[] content = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      content[i] = (byte) (first + i);
    }
    return content;
  }

  @Test
  void travelFromTheFourthCallOn() {
    CallTarget function = function(ResultRegister.Integer, 1);
    for (int i = 0; i < 10; i++) {
      assertThat(call(function, content(i))).isEqualTo(content(i + 1));
      assertThat(integer).isEqualTo(7);
      assertThat(host.travelled).isEqualTo(Math.max(0, i - 2));
    }
  }

  @Test
  void theResultComesInTheRegisterThatItHas() {
    bytes = 24;
    CallTarget function = function(ResultRegister.Float64, 2);
    for (int i = 0; i < 10; i++) {
      assertThat(call(function, content(i), i)).isEqualTo(content(i + 1));
      assertThat(floating).isEqualTo(i + 0.5);
    }
    assertThat(host.travelled).isEqualTo(7);
  }

  @Test
  void whatIsAlwaysTheSameNeedNotTravel() {
    CallTarget function = function(ResultRegister.Integer, 2);
    for (int i = 0; i < 10; i++) {
      assertThat(call(function, content(i), 10)).isEqualTo(content(i + 1));
    }
    assertThat(host.travelled).isEqualTo(7);
    assertThat(call(function, content(1), 11)).isEqualTo(content(2));
    assertThat(integer).isEqualTo(18);
    assertThat(host.travelled).isEqualTo(7);
  }

  @Test
  void moreThanATurnHoldsDoesNotTravel() {
    bytes = 41;
    CallTarget function = function(ResultRegister.Integer, 1);
    for (int i = 0; i < 10; i++) {
      assertThat(call(function, content(i))).isEqualTo(content(i + 1));
    }
    assertThat(host.travelled).isZero();
  }

  @Test
  void theLastErrorIsKnownAllTheSame() {
    CallTarget function = function(ResultRegister.Integer, 1);
    for (int i = 0; i < 30; i++) {
      lastError = i / 10;
      call(function, content(i));
      assertThat(requests.lastError()).isEqualTo(lastError);
    }
    assertThat(host.travelled).isEqualTo(30 - 3 - 2);
  }

  @Test
  void anOverrunIsToldAndNothingIsReadBack() {
    CallTarget function = function(ResultRegister.Integer, 1);
    for (int i = 0; i < 5; i++) {
      call(function, content(i));
    }
    stray = 3;
    assertThatThrownBy(() -> call(function, content(1)))
        .isInstanceOf(BasculeException.class)
        .hasMessage(
            """
            BSC-503 cannot call demo.f
              expected: that the DLL stays inside the memory that it is given
              actual: result (section 0, 40 bytes): the DLL wrote 1 byte behind it, 3 bytes after its end: 01
              remedy: pass a larger array or buffer, or correct the length; nothing was read back""");
    stray = -1;
    assertThat(call(function, content(3))).isEqualTo(content(4));
    assertThat(host.travelled).isEqualTo(3);
  }

  @Test
  void whatDoesNotReturnBeginsAnew() {
    CallTarget function = function(ResultRegister.Integer, 1);
    for (int i = 0; i < 5; i++) {
      call(function, content(i));
    }
    status = (int) CallStatus.ControlOverwritten;
    assertThatThrownBy(() -> call(function, content(1))).isInstanceOf(BasculeException.class);
    status = (int) CallStatus.Returned;
    for (int i = 0; i < 5; i++) {
      assertThat(call(function, content(i))).isEqualTo(content(i + 1));
    }
    assertThat(host.travelled).isGreaterThan(3);
  }

  @Test
  void whatTheHostHasForgottenMeanwhileDoesNotTravel() throws Throwable {
    CallTarget function = function(ResultRegister.Integer, 1);
    CallTarget inItsPlace = function;
    while (inItsPlace.keptNumber() != function.keptNumber() + Limit.KeptFrames) {
      inItsPlace = function(ResultRegister.Integer, 1);
    }
    for (int i = 0; i < 5; i++) {
      call(function, content(i));
    }
    int travelled = host.travelled;
    Activation outer = function.enter();
    try {
      outer.slotImage(0, 8);
      WindowsMemory section = outer.allocate(bytes, 8);
      section.putBytes(0, content(7), 0, bytes);
      outer.putSlot(0, section.address());
      // As a marshaller may call while it writes an argument.
      callNested(inItsPlace);
      callNested(function);
      outer.call();
      byte[] back = new byte[bytes];
      section.getBytes(0, back, 0, bytes);
      assertThat(back).isEqualTo(content(8));
      assertThat(host.travelled).isEqualTo(travelled);
    } finally {
      outer.leave();
    }
  }

  private void callNested(CallTarget function) throws Throwable {
    Activation call = function.enterNested();
    try {
      call.slotImage(0, 8);
      call.putSlot(0, call.allocate(bytes, 8).address());
      call.call();
    } finally {
      call.leave();
    }
  }

  @Test
  void anyMixtureOfLengthsAndValuesIsRight() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    CallTarget function = function(ResultRegister.Integer, 2);
    for (int i = 0; i < 5000; i++) {
      if (random.nextInt(20) == 0) {
        bytes = 1 + random.nextInt(random.nextBoolean() ? 8 : 60);
      }
      lastError = random.nextInt(10) == 0 ? i : lastError;
      long other = random.nextInt(4) == 0 ? i : 1;
      byte[] content = content(i);
      assertThat(call(function, content, other)).as("seed " + seed).isEqualTo(content(i + 1));
      assertThat(integer).as("seed " + seed).isEqualTo(other + 7);
    }
  }

  @Test
  void whoseLengthChangesAllTheTimeIsLeftAlone() {
    CallTarget function = function(ResultRegister.Integer, 1);
    for (int i = 0; i < 100; i++) {
      bytes = 1 + i % 5;
      call(function, content(i));
    }
    int frames = host.frames;
    for (int i = 0; i < 100; i++) {
      call(function, content(i));
    }
    assertThat(host.frames).isEqualTo(frames + 100);
    assertThat(host.travelled).isZero();
  }
}
