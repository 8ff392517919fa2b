package org.bascule.bridge.untyped;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bascule.bridge.call.HostRequests;
import org.bascule.bridge.call.UpcallHandler;
import org.bascule.bridge.call.UpcallingHost;
import org.bascule.bridge.raw.RawCallback;
import org.bascule.bridge.raw.RawRegister;
import org.bascule.bridge.raw.RawShape;
import org.bascule.bridge.raw.RawTarget;
import org.bascule.bridge.raw.RawUpcall;
import org.bascule.lifetime.Housekeeper;
import org.bascule.spi.Abi;
import org.bascule.spi.Convention;
import org.bascule.transport.Lane;
import org.bascule.transport.LaneServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UntypedUpcallsTest {
  private final UpcallingHost host = new UpcallingHost();
  private final List<String> typed = new ArrayList<>();
  private final HostRequests requests = new HostRequests(host, Abi.X64, new Housekeeper(), 1);
  private final UntypedUpcalls upcalls =
      new UntypedUpcalls(
          requests,
          UpcallHandler.NONE,
          new LaneServer() {
            @Override
            public Thread newThread(int windowsThread, long callback, Runnable body) {
              typed.add(windowsThread + " " + callback);
              return null;
            }

            @Override
            public void serve(Lane lane) {
              typed.add("serve");
            }
          });

  @BeforeEach
  void serve() {
    requests.handleUpcalls(upcalls);
  }

  private void call() {
    RawTarget target = new RawTarget("f", 1, Convention.CDECL, RawRegister.INTEGER, false, 0);
    UntypedFunction.of(host, requests, target).call(new long[0], code -> {});
  }

  private static RawCallback doing(Consumer<RawUpcall> body) {
    return new RawCallback() {
      @Override
      public void run(RawUpcall call) {
        body.accept(call);
      }

      @Override
      public Thread newThread(int windowsThread, Runnable thread) {
        return new Thread(thread, "own " + windowsThread);
      }
    };
  }

  private static RawShape shape(int slots) {
    return new RawShape(Convention.CDECL, RawRegister.INTEGER, 0b10, slots);
  }

  @Test
  void theDllCallsWithSlotsAndGetsTheResult() {
    RawCallback sum = doing(call -> call.putInteger(call.slot(0) + call.slot(1)));
    assertThat(upcalls.register(shape(2), sum)).isEqualTo(UpcallingHost.THUNK);
    assertThat(host.thunk.floating()).isEqualTo(0b10);
    host.callBack(40, 2);
    call();
    assertThat(host.answers.get(0)[1]).isEqualTo(42);
  }

  @Test
  void whatACallbackThrowsIsNobodysAndTheDllGets0() {
    upcalls.register(
        shape(0),
        doing(
            call -> {
              throw new IllegalStateException("not thrown on");
            }));
    host.callBack();
    call();
    assertThat(host.answers.get(0)[1]).isZero();
  }

  @Test
  void anAddressIsGivenBackWhenTheNextOneIsMade() {
    List<String> ran = new ArrayList<>();
    long first = upcalls.register(shape(0), doing(call -> ran.add("first")));
    upcalls.release(first);
    assertThat(host.freed).isEmpty();
    host.callBack();
    call();
    assertThat(ran).isEmpty();
    upcalls.register(shape(0), doing(call -> ran.add("second")));
    assertThat(host.freed).containsExactly(first);
  }

  @Test
  void threadsForCallbacksWithTypesAreTheirs() {
    assertThat(upcalls.newThread(3, 8, () -> {})).isNull();
    upcalls.serve((Lane) host);
    assertThat(typed).containsExactly("3 8", "serve");
  }

  @Test
  void anAddressThatNobodyHasIsNotFreed() {
    upcalls.release(0x1234);
    upcalls.close();
    assertThat(host.frames).isZero();
  }
}
