package org.bascule.itest.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.platform.win32.BaseTSD.SIZE_T;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bascule.bridge.HostBlock;
import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.error.ValueException;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.bascule.jna.shared.SharedMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A pointer of one session is refused in another one, before anything is sent. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JnaOtherSessionIT {
  @RegisterExtension static final OpenSession ONE = new OpenSession();
  @RegisterExtension static final OpenSession TWO = new OpenSession();

  interface Msvcrt extends Library {
    Pointer malloc(long bytes);

    SIZE_T strlen(Pointer text);

    Pointer memset(Counter counter, int value, long bytes);
  }

  @FieldOrder("number")
  public static class Counter extends Structure {
    public int number;
  }

  @Test
  void refusesPointersThatTheOtherHasMade() {
    Msvcrt one = ONE.session().load("msvcrt", Msvcrt.class);
    Msvcrt two = TWO.session().load("msvcrt", Msvcrt.class);
    Pointer text = one.malloc(100);
    text.setString(0, "hello");
    assertThat(one.strlen(text).intValue()).isEqualTo(5);
    refuses(() -> two.strlen(text), text, "argument 0");
    refuses(() -> two.strlen(text.share(1)), text.share(1), "argument 0");
    assertThat(one.strlen(text.share(1)).intValue()).isEqualTo(4);
  }

  @Test
  void refusesStructuresThatLieInTheOther() {
    try (HostBlock block = ONE.session().allocate(64)) {
      Counter counter = SharedMemory.of(ONE.session()).over(block, new Counter()).structure();
      ONE.session().load("msvcrt", Msvcrt.class).memset(counter, 1, 4);
      assertThat(counter.number).isEqualTo(0x01010101);
      Msvcrt two = TWO.session().load("msvcrt", Msvcrt.class);
      refuses(() -> two.memset(counter, 2, 4), counter.getPointer(), "argument 0");
      assertThat(block.memory().getInt(0)).isEqualTo(0x01010101);
    }
  }

  @Test
  void refusesPointersOfASessionThatHasEnded() {
    Msvcrt two = TWO.session().load("msvcrt", Msvcrt.class);
    Pointer text;
    long host;
    try (Session ended = Standalone.bascule().open(TestBed.options())) {
      text = ended.load("msvcrt", Msvcrt.class).malloc(100);
      host = ended.host().processId();
    }
    refuses(() -> two.strlen(text), text, "argument 0", host);
  }

  private static void refuses(ThrowingCallable call, Pointer pointer, String path) {
    refuses(call, pointer, path, ONE.session().host().processId());
  }

  private static void refuses(ThrowingCallable call, Pointer pointer, String path, long host) {
    assertThatThrownBy(call)
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take %s
              expected: a Pointer of this session, whose functions are in host %d
              actual: 0x%x in host %d, another session's
              remedy: pass a Pointer to functions of the session that it came from; copy what lies \
            there by getByteArray""",
            path, TWO.session().host().processId(), Pointer.nativeValue(pointer), host);
  }
}
