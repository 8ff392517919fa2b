package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.Session;
import org.bascule.error.NativeFaultException;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What is passed again and again has its pages already, and is the function's alone all the same.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LargeSectionsIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession(TestBed.options());

  private static final String DLL = TestBed.dll("strays").toString();
  private static final String KEEP = "void keep_memory(int unused, unsigned char p[n], int n)";
  private static final String SUM = "int sum_bytes(const unsigned char p[count], int count)";
  private static final int SIZE = 6 << 20;

  private final Session session = WINE.session();
  private final FunctionHandle write = session.function(DLL, "void write_kept(int at, int value)");

  @Test
  void eachCallSeesItsOwnContent() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    FunctionHandle sum = session.function(DLL, SUM);
    for (int i = 0; i < 12; i++) {
      // Of another size now and then, and of another function.
      byte[] bytes = new byte[SIZE + (i % 4 == 3 ? 4096 : 0)];
      random.nextBytes(bytes);
      assertThat(sum.call(bytes, bytes.length)).as("seed " + seed).isEqualTo(sumOf(bytes));
      if (i % 5 == 4) {
        session.function(DLL, KEEP).call(0, bytes, bytes.length);
      }
    }
  }

  @Test
  void whoKeepsAPointerFaultsHoweverOftenTheFunctionWasCalled() {
    FunctionHandle keep = session.function(DLL, KEEP);
    byte[] bytes = new byte[SIZE];
    for (int i = 0; i < 4; i++) {
      keep.call(0, bytes, SIZE);
      assertThatThrownBy(() -> write.call(SIZE - 1, 1))
          .isInstanceOf(NativeFaultException.class)
          .hasMessageContaining(
              "argument 1 of " + DLL + ".keep_memory (section 0, " + SIZE + " bytes), lent until");
    }
  }

  @Test
  void theMemoryGoesWhenNobodyCallsAnyMore() throws IOException {
    FunctionHandle sum = session.function(DLL, SUM);
    byte[] bytes = new byte[3 * SIZE];
    for (int i = 0; i < 3; i++) {
      sum.call(bytes, bytes.length);
    }
    long held = shared();
    while (shared() > held - bytes.length) {
      Thread.onSpinWait();
    }
  }

  /** Bytes of shared memory that this JVM has mapped. */
  private static long shared() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
      return lines
          .filter(line -> line.contains("/bascule"))
          .map(line -> line.substring(0, line.indexOf(' ')).split("-"))
          .mapToLong(ends -> Long.parseLong(ends[1], 16) - Long.parseLong(ends[0], 16))
          .sum();
    }
  }

  private static int sumOf(byte[] bytes) {
    int sum = 0;
    for (byte one : bytes) {
      sum += Byte.toUnsignedInt(one);
    }
    return sum;
  }
}
