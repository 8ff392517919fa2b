package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.FunctionOptions;
import org.bascule.bridge.HostBlock;
import org.bascule.bridge.MemoryMode;
import org.bascule.bridge.Session;
import org.bascule.error.BasculeException;
import org.bascule.error.NativeFaultException;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Memory that is lent ends where it ends, and when its call ends. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StrictMemoryIT {
  @RegisterExtension
  static final OpenSession WINE = new OpenSession(TestBed.options().withMemory(MemoryMode.STRICT));

  private static final String DLL = TestBed.dll("strays").toString();
  private static final String KEEP = "void keep_memory(int unused, unsigned char p[n], int n)";

  private final Session session = WINE.session();
  private final FunctionHandle keep =
      session.function(DLL, "void keep_memory(int unused, unsigned char p[88])");
  private final FunctionHandle write = session.function(DLL, "void write_kept(int at, int value)");
  private final FunctionHandle stray =
      session.function(DLL, "int stray(unsigned char p[16], int from, int count, int value)");

  @Test
  void whoKeepsAPointerFaultsAndIsTold() {
    keep.call(0, new short[88]);
    for (int at : new int[] {0, 87}) {
      assertThatThrownBy(() -> write.call(at, 1))
          .isInstanceOf(NativeFaultException.class)
          .message()
          .matches(
              """
              BSC-501 cannot call \\Q%1$s\\E\\.write_kept
                expected: that the function returns
                actual: access violation \\(0xc0000005\\) at strays\\.dll\\+0x[0-9a-f]+ \\(write_kept\\+0x\
              [0-9a-f]+\\), writing 0x[0-9a-f]+: argument 1 of \\Q%1$s\\E\\.keep_memory \\(section 0, 88 \
              bytes\\), lent until that call returned
                remedy: give the DLL memory that stays, such as session\\.allocate's, where it keeps the \
              pointer; what the function changed before the fault stays changed"""
                  .formatted(DLL));
    }
    assertThatThrownBy(() -> session.function(DLL, "int read_kept(int at)").call(3))
        .hasMessageContaining(", reading 0x")
        .hasMessageContaining("argument 1 of " + DLL + ".keep_memory (section 0, 88 bytes), lent");
  }

  @Test
  void memoryThatStaysMayBeKept() {
    try (HostBlock block = session.allocate(88)) {
      session.function(DLL, "void keep_memory(int unused, void *p)").call(0, block.address());
      write.call(87, 5);
      assertThat(block.memory().getByte(87)).isEqualTo((byte) 5);
    }
  }

  @Test
  void aByteTooManyFaults() {
    assertThatThrownBy(() -> stray.call(new short[16], 16, 1, 90))
        .isInstanceOf(NativeFaultException.class)
        .hasMessageContaining(
            ": 0 bytes after the end of argument 0 of " + DLL + ".stray (section 0, 16 bytes)\n")
        .hasMessageContaining(
            "\n  remedy: pass a larger array or buffer, or correct the length; what ");
    assertThatThrownBy(() -> stray.call(new short[16], 16 - 4097, 1, 90))
        .isInstanceOf(NativeFaultException.class)
        .hasMessageContaining(
            ": 4081 bytes before argument 0 of " + DLL + ".stray (section 0, 16 bytes)\n");
    assertThatThrownBy(() -> stray.call(new short[16], -1, 1, 90))
        .isInstanceOf(BasculeException.class)
        .hasMessageContaining(
            "argument 0 (section 0, 16 bytes): the DLL wrote 1 byte before it, right at its start: 5a\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 16, 4095, 4096, 4097, 100_000})
  void sectionsOfAllSizesHoldWhatTheyShould(int size) {
    byte[] p = new byte[size];
    Arrays.fill(p, (byte) 1);
    FunctionHandle sum =
        session.function(DLL, "int sum_bytes(const unsigned char p[count], int count)");
    for (int i = 0; i < 50; i++) {
      assertThat(sum.call(p, size)).isEqualTo(size);
    }
  }

  @Test
  void largeSectionsGoWithTheirCallToo() {
    int size = TestBed.narrow() ? 6 << 20 : 70 << 20;
    session.function(DLL, KEEP).call(0, new byte[size], size);
    assertThatThrownBy(() -> write.call(5, 1))
        .isInstanceOf(NativeFaultException.class)
        .hasMessageContaining(
            "argument 1 of " + DLL + ".keep_memory (section 0, " + size + " bytes), lent until");
  }

  @Test
  void oneFunctionMayBeStrictAlone() {
    try (Session ordinary =
        org.bascule.bridge.standalone.Standalone.bascule().open(TestBed.options())) {
      FunctionOptions strict = FunctionOptions.NONE.withMemory(MemoryMode.STRICT);
      ordinary.function(DLL, KEEP, strict).call(0, new byte[20], 20);
      FunctionHandle late = ordinary.function(DLL, "void write_kept(int at, int value)");
      assertThatThrownBy(() -> late.call(5, 1)).isInstanceOf(NativeFaultException.class);
      ordinary.function(DLL, KEEP).call(0, new byte[20], 20);
      late.call(5, 1);
    }
  }

  @Test
  void thousandsOfSectionsNeedNoMoreThanTheirPages() {
    FunctionHandle sum =
        session.function(DLL, "int sum_bytes(const unsigned char p[count], int count)");
    byte[] p = new byte[3];
    for (int i = 0; i < 40_000; i++) {
      assertThat(sum.call(p, 3)).isEqualTo(0);
    }
  }
}
