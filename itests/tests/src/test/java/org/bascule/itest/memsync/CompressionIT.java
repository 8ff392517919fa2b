package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.bascule.annotation.DeclaredAs;
import org.bascule.annotation.Direction;
import org.bascule.annotation.Memsync;
import org.bascule.bridge.CallResult;
import org.bascule.itest.OpenSession;
import org.bascule.itest.Seed;
import org.bascule.itest.TestBed;
import org.bascule.spi.Ref;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * zlib of another's build, on 16 MiB: in/out lengths, and the same bytes as {@code java.util.zip}.
 */
class CompressionIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final int SIZE = 16 << 20;
  private static final int LEVEL = 1;
  private static final String UNCOMPRESS =
      "int uncompress([out] Bytef to[*size], uLongf *size, const Bytef from[length], uLong length)"
          .replace("Bytef", "unsigned char")
          .replace("uLongf", "unsigned long")
          .replace("uLong", "unsigned long");

  private static byte[] plain;

  /** Of zlib1.dll; {@code uLong} has 4 bytes on Windows. */
  public interface Zlib {
    @DeclaredAs("unsigned long")
    long compressBound(@DeclaredAs("unsigned long") long length);

    int compress2(
        @Memsync(length = "*arg1", direction = Direction.OUT) byte[] to,
        @DeclaredAs("unsigned long *") Ref<Long> size,
        @Memsync(length = "arg3", direction = Direction.IN) byte[] from,
        @DeclaredAs("unsigned long") long length,
        int level);
  }

  /** Text of few words, which compresses, and noise, which does not. */
  @BeforeAll
  static void make() {
    Random random = Seed.random("CompressionIT");
    plain = new byte[SIZE];
    random.nextBytes(plain);
    for (int i = 0; i < SIZE / 2; i++) {
      plain[i] = (byte) ('a' + plain[i] % 4);
    }
  }

  @Test
  void compressesToWhatJavaReads() throws DataFormatException {
    Zlib zlib = WINE.session().load(TestBed.ZLIB.toString(), Zlib.class);
    byte[] packed = new byte[(int) zlib.compressBound(SIZE)];
    Ref<Long> size = new Ref<>((long) packed.length);
    assertThat(zlib.compress2(packed, size, plain, SIZE, LEVEL)).isEqualTo(0);
    assertThat(size.get()).isLessThan(SIZE);
    Inflater inflater = new Inflater();
    inflater.setInput(packed, 0, size.get().intValue());
    byte[] unpacked = new byte[SIZE];
    assertThat(inflater.inflate(unpacked)).isEqualTo(SIZE);
    assertThat(inflater.finished()).isTrue();
    inflater.end();
    assertThat(unpacked).isEqualTo(plain);
  }

  @Test
  void uncompressesWhatJavaWrote() {
    Deflater deflater = new Deflater(LEVEL);
    deflater.setInput(plain);
    deflater.finish();
    byte[] packed = new byte[SIZE + SIZE / 100];
    int length = deflater.deflate(packed);
    assertThat(deflater.finished()).isTrue();
    deflater.end();
    byte[] unpacked = new byte[SIZE];
    CallResult result =
        WINE.session()
            .function(TestBed.ZLIB.toString(), UNCOMPRESS)
            .invoke(unpacked, SIZE, packed, length);
    assertThat(result.value()).isEqualTo(0);
    assertThat(result.outputs().get(1).value()).isEqualTo(new int[] {SIZE});
    assertThat(unpacked).isEqualTo(plain);
  }

  @Test
  void saysWhenTheBufferIsTooSmall() {
    Zlib zlib = WINE.session().load(TestBed.ZLIB.toString(), Zlib.class);
    int bufferError = -5;
    assertThat(zlib.compress2(new byte[10], new Ref<>(10L), plain, 1000, LEVEL))
        .isEqualTo(bufferError);
  }
}
