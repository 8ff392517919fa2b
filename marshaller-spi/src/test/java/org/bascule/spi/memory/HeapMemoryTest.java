package org.bascule.spi.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;
import org.bascule.spi.Abi;
import org.junit.jupiter.api.Test;

class HeapMemoryTest {
  private final HeapMemory memory = HeapMemory.allocate(Abi.X64, 0x1000, 32);

  @Test
  void isLittleEndianAndNeedsNoAlignment() {
    memory.putByte(0, (byte) 1);
    memory.putShort(1, (short) 0x0302);
    memory.putInt(3, 0x07060504);
    memory.putLong(7, 0x0F0E0D0C0B0A0908L);

    assertThat(memory.slice(0, 15).toBytes())
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    assertThat(memory.getByte(0)).isEqualTo((byte) 1);
    assertThat(memory.getShort(1)).isEqualTo((short) 0x0302);
    assertThat(memory.getInt(3)).isEqualTo(0x07060504);
    assertThat(memory.getLong(7)).isEqualTo(0x0F0E0D0C0B0A0908L);
  }

  @Test
  void keepsTheBitsOfFloatingValues() {
    memory.putFloat(0, Float.intBitsToFloat(0x7FC0_1234));
    memory.putDouble(8, -0.0);

    assertThat(memory.getInt(0)).isEqualTo(0x7FC0_1234);
    assertThat(memory.getLong(8)).isEqualTo(Long.MIN_VALUE);
    assertThat(memory.getFloat(0)).isNaN();
    assertThat(memory.getDouble(8)).isEqualTo(-0.0);
  }

  @Test
  void hasPointersOfItsAbi() {
    HeapMemory x86 = HeapMemory.wrap(Abi.X86, 0x1000, new byte[8]);
    x86.putPointer(0, 0x9AB0_0000L);
    memory.putPointer(0, 0x7F12_3456_0000L);

    assertThat(x86.getLong(0)).isEqualTo(0x9AB0_0000L);
    assertThat(x86.getPointer(0)).isEqualTo(0x9AB0_0000L);
    assertThat(memory.getPointer(0)).isEqualTo(0x7F12_3456_0000L);
  }

  @Test
  void movesBytesAndUtf16Units() {
    memory.putBytes(0, new byte[] {9, 1, 2, 9}, 1, 2);
    memory.putChars(4, "a€");
    byte[] into = new byte[4];
    memory.getBytes(0, into, 1, 2);

    assertThat(into).containsExactly(0, 1, 2, 0);
    assertThat(memory.slice(4, 4).toBytes()).containsExactly('a', 0, 0xAC, 0x20);
  }

  @Test
  void sharesItsBytesWithSlicesAndOtherAddresses() {
    HeapMemory slice = memory.slice(8, 8);
    memory.at(0x9000).putByte(9, (byte) 5);

    assertThat(slice.address()).isEqualTo(0x1008);
    assertThat(slice.size()).isEqualTo(8);
    assertThat(slice.getByte(1)).isEqualTo((byte) 5);
    assertThat(memory.at(0x9000).address()).isEqualTo(0x9000);
  }

  @Test
  void refusesEveryAccessOutside() {
    assertOutside(() -> memory.getByte(32));
    assertOutside(() -> memory.getByte(-1));
    assertOutside(() -> memory.putShort(31, (short) 0));
    assertOutside(() -> memory.getInt(29));
    assertOutside(() -> memory.putLong(25, 0));
    assertOutside(() -> memory.getPointer(25));
    assertOutside(() -> memory.putChars(30, "ab"));
    assertOutside(() -> memory.putBytes(31, new byte[2], 0, 2));
    assertOutside(() -> memory.getBytes(31, new byte[2], 0, 2));
    assertOutside(() -> memory.slice(8, 25));
    assertOutside(() -> memory.slice(8, 24).getByte(24));
    assertOutside(() -> memory.getLong(Long.MAX_VALUE));
  }

  @Test
  void saysWhichAccessWasOutside() {
    assertThatThrownBy(() -> memory.getInt(30))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-405 cannot access 4 bytes at offset 30
              expected: a range within 32 bytes
              actual: offsets 30 to 34
              remedy: stay inside the view; ask for a larger section if the value needs one\
            """);
  }

  private static void assertOutside(ThrowingCallable access) {
    assertThatThrownBy(access)
        .isInstanceOf(ValueException.class)
        .extracting(e -> ((ValueException) e).diagnosis().code())
        .isEqualTo(ErrorCode.OUT_OF_BOUNDS);
  }
}
