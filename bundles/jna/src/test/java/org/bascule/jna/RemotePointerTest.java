package org.bascule.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bascule.error.BasculeException;
import org.bascule.error.ValueException;
import org.bascule.spi.Abi;
import org.bascule.spi.CodePageText;
import org.bascule.spi.HostMemory;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.kit.HeapSections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wherever JNA's own code touched these addresses, this JVM would crash. */
class RemotePointerTest {
  private static final int SIZE = 8192;

  private HeapSections host;
  private WindowsMemory there;
  private Pointer pointer;

  @BeforeEach
  void onX64() {
    open(Abi.X64, CodePageText.UTF_8);
  }

  private void open(Abi abi, CodePageText codePage) {
    host = new HeapSections(abi);
    there = host.allocate(SIZE, 16);
    there.putBytes(0, new byte[SIZE], 0, SIZE);
    pointer = new HostView(abi, codePage, () -> host).pointer(there.address());
  }

  @Test
  void movesSingleValuesInWindowsWidths() {
    pointer.setByte(0, (byte) -2);
    pointer.setShort(2, (short) 0x1234);
    pointer.setChar(4, '€');
    pointer.setInt(8, -3);
    pointer.setNativeLong(12, new NativeLong(-4));
    pointer.setLong(16, Long.MIN_VALUE);
    pointer.setFloat(24, 1.07f);
    pointer.setDouble(32, 1.07);

    assertThat(there.getByte(0)).isEqualTo((byte) -2);
    assertThat(there.getShort(2)).isEqualTo((short) 0x1234);
    assertThat(there.getShort(4)).isEqualTo((short) '€');
    assertThat(there.getShort(6)).isZero();
    assertThat(there.getInt(8)).isEqualTo(-3);
    assertThat(there.getInt(12)).isEqualTo(-4);
    assertThat(there.getLong(16)).isEqualTo(Long.MIN_VALUE);
    assertThat(there.getFloat(24)).isEqualTo(1.07f);
    assertThat(there.getDouble(32)).isEqualTo(1.07);
    assertThat(pointer.getByte(0)).isEqualTo((byte) -2);
    assertThat(pointer.getShort(2)).isEqualTo((short) 0x1234);
    assertThat(pointer.getChar(4)).isEqualTo('€');
    assertThat(pointer.getInt(8)).isEqualTo(-3);
    assertThat(pointer.getNativeLong(12)).isEqualTo(new NativeLong(-4));
    assertThat(pointer.getLong(16)).isEqualTo(Long.MIN_VALUE);
    assertThat(pointer.getFloat(24)).isEqualTo(1.07f);
    assertThat(pointer.getDouble(32)).isEqualTo(1.07);
  }

  @Test
  void refusesANativeLongThatWindowsCannotHold() {
    assertThatThrownBy(() -> pointer.setNativeLong(0, new NativeLong(1L << 32)))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take a NativeLong
              expected: a value of 4 bytes (NativeLong on Windows)
              actual: 0x100000000
              remedy: pass a value in that range; on Windows this class has no larger ones\
            """);
  }

  @Test
  void movesArrays() {
    pointer.write(0, new byte[] {0, 1, 2, 3}, 1, 2);
    pointer.write(8, new short[] {-1, 2}, 0, 2);
    pointer.write(16, "a€".toCharArray(), 0, 2);
    pointer.write(24, new int[] {-1, 2}, 0, 2);
    pointer.write(32, new long[] {-1, 2}, 0, 2);
    pointer.write(48, new float[] {1.5f, Float.NaN}, 0, 2);
    pointer.write(56, new double[] {1.5, -0.0}, 0, 2);

    assertThat(pointer.getByteArray(0, 3)).containsExactly(1, 2, 0);
    assertThat(pointer.getShortArray(8, 2)).containsExactly(-1, 2);
    assertThat(pointer.getCharArray(16, 2)).containsExactly('a', '€');
    assertThat(pointer.getIntArray(24, 2)).containsExactly(-1, 2);
    assertThat(pointer.getLongArray(32, 2)).containsExactly(-1, 2);
    assertThat(pointer.getFloatArray(48, 2)).containsExactly(1.5f, Float.NaN);
    assertThat(pointer.getDoubleArray(56, 2)).containsExactly(1.5, -0.0);
    assertThat(there.getInt(16)).isEqualTo('€' << 16 | 'a');
  }

  @Test
  void readsIntoPartOfAnArrayOnly() {
    there.putInt(0, 7);
    int[] into = {1, 2, 3};
    pointer.read(0, into, 1, 1);

    assertThat(into).containsExactly(1, 7, 3);
    assertThatThrownBy(() -> pointer.read(0, into, 2, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> pointer.write(0, into, 2, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @ParameterizedTest
  @EnumSource
  void movesPointersOfTheHostsWidth(Abi abi) {
    open(abi, CodePageText.UTF_8);
    Pointer other = pointer.share(64);
    pointer.write(0, new Pointer[] {other, null, pointer}, 0, 3);
    Pointer[] back = {other, other, null};
    pointer.read(0, back, 0, 3);

    assertThat(there.getPointer(0)).isEqualTo(there.address() + 64);
    assertThat(there.getPointer(abi.pointerSize())).isZero();
    assertThat(back).containsExactly(other, null, pointer);
    assertThat(back[0]).isSameAs(other);
    assertThat(pointer.getPointer(2L * abi.pointerSize())).isEqualTo(pointer);
    assertThat(pointer.getPointerArray(0)).containsExactly(other);
    assertThat(pointer.getPointerArray(0, 3)).containsExactly(other, null, pointer);
  }

  @Test
  void storesNoPointerIntoThisJvm() {
    try (Memory memory = new Memory(8)) {
      assertThatThrownBy(() -> pointer.setPointer(0, memory))
          .isInstanceOf(ValueException.class)
          .hasMessageStartingWith("BSC-402 cannot take the pointer to store\n");
      assertThatThrownBy(() -> pointer.write(0, new Pointer[] {pointer, memory}, 0, 2))
          .isInstanceOf(ValueException.class);
      assertThat(there.getLong(0)).isZero();
    }
  }

  @Test
  void movesTextInTheSessionsCodePage() {
    open(Abi.X64, CodePageText.of(1252));
    pointer.setString(0, "Ä€");

    assertThat(pointer.getByteArray(0, 3)).containsExactly(0xC4, 0x80, 0);
    assertThat(pointer.getString(0)).isEqualTo("Ä€");
    assertThat(pointer.getString(0, "ISO-8859-1")).isEqualTo("Ä\u0080");
    pointer.setString(0, "Ä", "UTF-8");
    assertThat(pointer.getByteArray(0, 3)).containsExactly(0xC3, 0x84, 0);
    assertThatThrownBy(() -> pointer.setString(0, "Дом")).isInstanceOf(ValueException.class);
  }

  @Test
  void movesWideTextAsUtf16() {
    pointer.setWideString(0, "a\uD83D\uDE00\uD800");
    pointer.setString(32, new WString("Ä"));

    assertThat(there.getLong(0)).isEqualTo(0xD800_DE00_D83D_0061L);
    assertThat(there.getShort(8)).isZero();
    assertThat(pointer.getWideString(0)).isEqualTo("a\uD83D\uDE00\uD800");
    assertThat(pointer.getString(32, "--WIDE-STRING--")).isEqualTo("Ä");
  }

  @ParameterizedTest
  @EnumSource
  void readsArraysOfText(Abi abi) {
    open(abi, CodePageText.UTF_8);
    pointer.setString(100, "eins");
    pointer.setString(110, "zwö");
    pointer.write(0, new Pointer[] {pointer.share(100), pointer.share(110), null}, 0, 3);
    pointer.setWideString(200, "drei");
    pointer.write(40, new Pointer[] {pointer.share(200), null}, 0, 2);

    assertThat(pointer.getStringArray(0)).containsExactly("eins", "zwö");
    assertThat(pointer.getStringArray(0, 3)).containsExactly("eins", "zwö", null);
    assertThat(pointer.getStringArray(0, "ISO-8859-1")).containsExactly("eins", "zwÃ¶");
    assertThat(pointer.getWideStringArray(40)).containsExactly("drei");
    assertThat(pointer.getWideStringArray(40, 1)).containsExactly("drei");
  }

  @Test
  void sharesAtAnOffset() {
    assertThat(pointer.share(0)).isSameAs(pointer);
    assertThat(Pointer.nativeValue(pointer.share(16))).isEqualTo(there.address() + 16);
    assertThat(pointer.share(16, 4).share(-16)).isEqualTo(pointer);
    there.putInt(16, 5);
    assertThat(pointer.share(16).getInt(0)).isEqualTo(5);
  }

  @Test
  void fillsAndClearsBlocksLargerThanOneAccess() {
    pointer.setMemory(1, 5000, (byte) 7);

    assertThat(there.getByte(0)).isZero();
    assertThat(there.getByte(1)).isEqualTo((byte) 7);
    assertThat(there.getByte(5000)).isEqualTo((byte) 7);
    assertThat(there.getByte(5001)).isZero();
    pointer.clear(4999);
    assertThat(there.getByte(4998)).isZero();
    assertThat(there.getByte(4999)).isEqualTo((byte) 7);
  }

  @Test
  void findsAByteAcrossPages() {
    there.putByte(6000, (byte) 9);

    assertThat(pointer.indexOf(0, (byte) 9)).isEqualTo(6000);
    assertThat(pointer.indexOf(5999, (byte) 9)).isEqualTo(1);
  }

  /** The byte may be on the last page that the host has. */
  @Test
  void looksForAByteOnePageAtATime() {
    there.putByte(6000, (byte) 9);
    List<Long> pages = new ArrayList<>();
    HostMemory recording =
        new HostMemory() {
          @Override
          public WindowsMemory view(long address, long size) {
            pages.add(address >> 12);
            assertThat(address + size - 1 >> 12).isEqualTo(address >> 12);
            return host.view(address, size);
          }

          @Override
          public byte[] readTerminated(long address, int unit) {
            return host.readTerminated(address, unit);
          }
        };
    Pointer recorded =
        new HostView(Abi.X64, CodePageText.UTF_8, () -> recording).pointer(there.address());

    assertThat(recorded.indexOf(0, (byte) 9)).isEqualTo(6000);
    assertThat(pages).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void dumpsAsJnaDoes() {
    pointer.write(0, new byte[] {1, 2, (byte) 0xAB, 4, 5}, 0, 5);

    assertThat(pointer.dump(0, 5).lines()).containsExactly("memory dump", "[0102ab04]", "[05]");
    assertThat(pointer.dump(0, 0)).isEqualTo("memory dump");
  }

  @Test
  void refusesAByteBufferWhichWouldBeALocalAddress() {
    assertThatThrownBy(() -> pointer.getByteBuffer(8, 16))
        .isInstanceOf(BasculeException.class)
        .hasMessage(
            """
            BSC-502 cannot make a ByteBuffer of host memory at 0x%s
              expected: a copy, since that memory is another process's
              actual: getByteBuffer(8, 16)
              remedy: use getByteArray or read, and write to bring changes back; programs that need\
             such a buffer run in the Windows world: ./bascule java, or WindowsWorld.loader\
            """,
            Long.toHexString(there.address() + 8));
  }

  @Test
  void failsWhereTheHostHasNoMemory() {
    Pointer lost = pointer.share(-0x1000_0000);

    assertThatThrownBy(() -> lost.getInt(0))
        .isInstanceOf(BasculeException.class)
        .hasMessageStartingWith("BSC-502 cannot access 4 bytes at ");
  }

  @Test
  void isEqualToWhateverPointsThere() {
    assertThat(pointer).isEqualTo(Pointer.createConstant(there.address()));
    assertThat(Pointer.createConstant(there.address())).isEqualTo(pointer);
    assertThat(pointer).hasSameHashCodeAs(Pointer.createConstant(there.address()));
    assertThat(pointer).isNotEqualTo(pointer.share(1));
    assertThat(pointer).hasToString("native@0x" + Long.toHexString(there.address()));
  }

  /** A method that a later JNA adds, or that was forgotten here, would go to local memory. */
  @Test
  void leavesNoAccessorToJna() {
    Set<String> composed =
        Set.of(
            "share(long)",
            "clear(long)",
            "getByteArray(long,int)",
            "getCharArray(long,int)",
            "getShortArray(long,int)",
            "getIntArray(long,int)",
            "getLongArray(long,int)",
            "getFloatArray(long,int)",
            "getDoubleArray(long,int)",
            "getPointerArray(long,int)",
            "getStringArray(long,String)",
            "getWideStringArray(long)",
            "getWideStringArray(long,int)",
            "setString(long,WString)");
    Set<String> inherited = new TreeSet<>();
    for (Method method : RemotePointer.class.getMethods()) {
      if (method.getDeclaringClass() == Pointer.class
          && !Modifier.isStatic(method.getModifiers())) {
        inherited.add(signature(method));
      }
    }

    assertThat(inherited).containsExactlyInAnyOrderElementsOf(composed);
  }

  @Test
  void readsTextUpToItsEndOnly() {
    pointer.write(0, "abc\0def".getBytes(StandardCharsets.US_ASCII), 0, 7);

    assertThat(pointer.getString(0)).isEqualTo("abc");
    assertThat(pointer.getString(4)).isEqualTo("def");
  }

  private static String signature(Method method) {
    String parameters =
        String.join(
            ",", Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).toList());
    return method.getName() + "(" + parameters + ")";
  }
}
