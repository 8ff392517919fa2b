package org.bascule.jna.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.WinDef;
import java.util.Random;
import org.bascule.jna.Call;
import org.bascule.spi.Abi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was written into one object's image is read into another one. */
class RandomStructureTest {
  private static final int ROUNDS = 1000;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @ParameterizedTest
  @EnumSource
  void readsWhatWasWritten(Abi abi) {
    for (int i = 0; i < ROUNDS; i++) {
      Samples.Scalars out = scalars();
      Samples.Scalars back = (Samples.Scalars) echo(abi, out, Samples.Scalars.class);

      assertThat(text(back)).as("seed " + seed).isEqualTo(text(out));
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsListsOfAnyLength(Abi abi) {
    for (int i = 0; i < ROUNDS / 10; i++) {
      Samples.Node out = new Samples.Node();
      Samples.Node last = out;
      int length = random.nextInt(20);
      for (int n = 0; n < length; n++) {
        last.value = random.nextInt();
        last.next = new Samples.Node.ByReference();
        last = last.next;
      }
      Samples.Node back = (Samples.Node) echo(abi, out, Samples.Node.class);

      Samples.Node expected = out;
      while (expected != null) {
        assertThat(back.value).as("seed " + seed).isEqualTo(expected.value);
        assertThat(back.next == null).as("seed " + seed).isEqualTo(expected.next == null);
        expected = expected.next;
        back = back.next;
      }
    }
  }

  /** The address as the result of another call, whose memory is the same. */
  private static Object echo(Abi abi, Object value, Class<?> type) {
    Call call = Call.argument(abi, type);
    call.marshaller().write(value, call.cell(), call.sections());
    Call result = Call.result(abi, type);
    result.cell().putPointer(0, call.cell().getPointer(0));
    return result.marshaller().read(result.cell(), new ForgetfulSections(call.sections()));
  }

  private Samples.Scalars scalars() {
    Samples.Scalars s = new Samples.Scalars();
    s.b = (byte) random.nextInt();
    s.c = (char) random.nextInt();
    s.flag = random.nextBoolean();
    s.l = new NativeLong(random.nextInt());
    s.f = random.nextFloat();
    s.d = random.nextDouble();
    s.size = new WinDef.LPARAM(random.nextInt());
    s.name = random.nextBoolean() ? null : Integer.toString(random.nextInt(), 36);
    s.wide = random.nextBoolean() ? null : new WString("Ü" + random.nextInt());
    s.where = random.nextBoolean() ? null : Pointer.createConstant(random.nextInt(0x10000));
    return s;
  }

  private static String text(Samples.Scalars s) {
    long where = Pointer.nativeValue(s.where);
    return s.b + " " + (int) s.c + " " + s.flag + " " + s.l + " " + s.f + " " + s.d + " " + s.size
        + " " + s.name + " " + s.wide + " " + where;
  }
}
