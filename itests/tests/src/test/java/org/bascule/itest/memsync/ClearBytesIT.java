package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.List;
import org.bascule.bridge.CallResult;
import org.bascule.error.ValueException;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.bascule.spi.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pointers in prototypes take whatever Java memory is clear. */
class ClearBytesIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static Object msvcrt(String prototype, Object... arguments) {
    return WINE.session().function("msvcrt", prototype).call(arguments);
  }

  @Test
  void constVoidTakesArraysAndBuffersOfEveryWidth() {
    String memcmp = "int memcmp(const void *a, const void *b, size_t n)";

    assertThat(msvcrt(memcmp, new int[] {1, 2}, new byte[] {1, 0, 0, 0, 2, 0, 0, 0}, 8))
        .isEqualTo(0);
    assertThat(msvcrt(memcmp, new short[] {1}, new char[] {1}, 2)).isEqualTo(0);
    assertThat(msvcrt(memcmp, new float[] {1.5f}, FloatBuffer.wrap(new float[] {1.5f}), 4))
        .isEqualTo(0);
    assertThat(msvcrt(memcmp, new double[] {1.5}, new long[] {Double.doubleToLongBits(1.5)}, 8))
        .isEqualTo(0);
    ByteBuffer direct = ByteBuffer.allocateDirect(8).order(ByteOrder.BIG_ENDIAN);
    direct.put(new byte[] {9, 1, 2}).flip().position(1);
    assertThat(msvcrt(memcmp, direct, new byte[] {1, 2}, 2)).isEqualTo(0);
  }

  @Test
  void whatTheFunctionWritesComesBack() {
    String memset = "void *memset(void *into, int value, size_t n)";
    int[] ints = {7, 7, 7};
    ByteBuffer buffer = ByteBuffer.allocate(4);

    msvcrt(memset, ints, 0xFF, 8);
    msvcrt(memset, buffer, 0x21, 3);

    assertThat(ints).containsExactly(-1, -1, 7);
    assertThat(buffer.array()).containsExactly(0x21, 0x21, 0x21, 0);
  }

  @Test
  void anAddressStaysOneAndIsNoOutput() {
    Address block = (Address) msvcrt("void *calloc(size_t n, size_t size)", 1, 16);
    CallResult filled =
        WINE.session()
            .function("msvcrt", "void *memset(void *into, int value, size_t n)")
            .invoke(block, 120, 15);

    assertThat(filled.value()).isEqualTo(block);
    assertThat(filled.outputs()).isEmpty();
    assertThat(msvcrt("size_t strlen(void *text)", block.toString())).isEqualTo(15L);
    assertThat(msvcrt("size_t strlen(const unsigned char *text)", "fünf")).isEqualTo(5L);
    assertThat(msvcrt("size_t strlen(const char *text)", new byte[] {'a', 'b', 0})).isEqualTo(2L);
    msvcrt("void free(void *p)", block);
  }

  @Test
  void textBuffersTakeBytesAndCharacters() {
    byte[] narrow = {'a', 0, 0, 0, 0};
    char[] wide = {'a', 0, 0, 0};

    msvcrt("char *strcat(char *into, const char *text)", narrow, "bc");
    msvcrt("wchar_t *wcscat(wchar_t *into, const wchar_t *text)", wide, CharBuffer.wrap("ü\0"));
    byte[] counted = new byte[8];
    msvcrt("char *strncpy([out] char into[n], const char *text, size_t n)", counted, "xyz", 8);
    byte[] fixed = {'q', 0, 0, 0};
    msvcrt("char *_strupr(char (*text)[4])", fixed);

    assertThat(narrow).containsExactly('a', 'b', 'c', 0, 0);
    assertThat(wide).isEqualTo(new char[] {'a', 'ü', 0, 0});
    assertThat(counted).containsExactly('x', 'y', 'z', 0, 0, 0, 0, 0);
    assertThat(fixed).containsExactly('Q', 0, 0, 0);
  }

  @Test
  void textForBytesThatAreWrittenComesBackAsText() {
    assertThat(
            WINE.session()
                .function("msvcrt", "unsigned char *_mbsupr(unsigned char *text)")
                .invoke("abc")
                .outputs()
                .get(0)
                .value())
        .hasToString("ABC");
  }

  @Test
  void numbersComeFromTheBufferOfTheirWidth() {
    FloatBuffer floats = FloatBuffer.wrap(new float[] {3, 1, 2});

    WINE.demo("void bubblesort(float a[n], int n)", floats, 3);

    assertThat(floats.array()).containsExactly(1, 2, 3);
    // The width is that of the host's type, not of a name.
    Buffer room = TestBed.byWidth(LongBuffer.wrap(new long[] {-1}), IntBuffer.wrap(new int[] {-1}));
    WINE.session()
        .function("kernel32", "BOOL GetProcessAffinityMask(HANDLE p, size_t *own, size_t *all)")
        .call(new Address(TestBed.byWidth(-1L, 0xffffffffL)), room, null);
    Object mask = room instanceof LongBuffer wide ? wide.get(0) : ((IntBuffer) room).get(0);
    assertThat(((Number) mask).longValue()).isPositive();
  }

  @Test
  void whatIsNotClearIsRefusedAndTheMarkIsNamed() {
    assertThatThrownBy(() -> msvcrt("size_t strlen(const void *text)", "abc"))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot take argument 0
              expected: an address of %d bytes (const void *), or memory whose bytes are clear for const void *
              actual: "abc"
              remedy: declare the parameter as const char * or const wchar_t *, or say so by a mark: \
            [type(wchar_t), nullTerminated]; nothing was sent"""
                .formatted(TestBed.ABI.pointerSize()));
    assertThatThrownBy(() -> msvcrt("void *memset(void *p, int v, size_t n)", List.of(1), 0, 1))
        .isInstanceOf(ValueException.class)
        .hasMessageEndingWith(
            "remedy: say in the prototype what lies there: [type(float), length(n)]; nothing was"
                + " sent");
    assertThatThrownBy(
            () -> WINE.demo("void bubblesort(float a[n], int n)", ByteBuffer.allocate(12), 3))
        .isInstanceOf(ValueException.class);
  }
}
