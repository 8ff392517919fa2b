package org.bascule.bridge.untyped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.bascule.bridge.call.FakeHost;
import org.bascule.bridge.call.HostRequests;
import org.bascule.bridge.raw.RawFunction;
import org.bascule.bridge.raw.RawRegister;
import org.bascule.bridge.raw.RawTarget;
import org.bascule.lifetime.Housekeeper;
import org.bascule.protocol.CallFlag;
import org.bascule.protocol.ResultRegister;
import org.bascule.spi.Abi;
import org.bascule.spi.Convention;
import org.junit.jupiter.api.Test;

class UntypedFunctionTest {
  private final AtomicInteger lastError = new AtomicInteger(-1);

  private static RawFunction function(FakeHost host, RawRegister result, boolean clear, int slots) {
    HostRequests requests = new HostRequests(host, Abi.X64, new Housekeeper(), 1);
    RawTarget target = new RawTarget("dll.f", 0x1234, Convention.CDECL, result, clear, slots);
    return UntypedFunction.of(host, requests, target);
  }

  @Test
  void slotsGoToTheHostAndResultAndLastErrorComeBack() {
    FakeHost host = new FakeHost(reply -> reply.integer(-7).lastError(5));
    RawFunction function = function(host, RawRegister.INTEGER, false, 2);
    assertThat(function.call(new long[] {3, -4, 99}, lastError::set)).isEqualTo(-7);
    assertThat(host.slots).containsExactly(3, -4);
    assertThat(lastError).hasValue(5);
  }

  @Test
  void aFloatingResultComesFromItsRegister() {
    FakeHost host =
        new FakeHost(
            reply -> {
              assertThat(reply.call().function()).isEqualTo(0x1234);
              assertThat(reply.call().result()).isEqualTo((byte) ResultRegister.Float64);
              assertThat(reply.call().flags()).isEqualTo((byte) CallFlag.ClearLastError);
              return reply.floating(2.5);
            });
    RawFunction function = function(host, RawRegister.DOUBLE, true, 0);
    assertThat(Double.longBitsToDouble(function.call(new long[0], lastError::set))).isEqualTo(2.5);
  }

  @Test
  void aRefusalNamesTheFunction() {
    FakeHost host = new FakeHost(reply -> null);
    RawFunction function = function(host, RawRegister.INTEGER, false, 0);
    assertThatThrownBy(() -> function.call(new long[0], lastError::set))
        .hasMessageContaining("dll.f")
        .hasMessageContaining("not today");
    assertThat(lastError).hasValue(-1);
  }
}
