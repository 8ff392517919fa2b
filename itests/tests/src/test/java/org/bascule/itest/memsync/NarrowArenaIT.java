package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.bascule.bridge.HostBlock;
import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.error.BasculeException;
import org.bascule.itest.NarrowOnly;
import org.bascule.itest.TestBed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The addresses that all 32-bit sessions of this JVM share. */
@NarrowOnly("64 bits have addresses in plenty")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NarrowArenaIT {
  private static final long MIB = 1 << 20;

  /** More than is left beside a large block. */
  private static final long MOST = 1434 * MIB;

  @Test
  void aFreshSessionHasRoomForAllThatWineLeavesInOnePiece() {
    try (Session session = open()) {
      useAndClose(session, TestBed.largestNarrow(session));
      assertThat(session.end()).isEmpty();
    }
  }

  @Test
  void aBlockStillFitsAfterOthersOfAllSizes() {
    try (Session session = open()) {
      for (int i = 0; i < 6; i++) {
        List<HostBlock> blocks = new ArrayList<>();
        for (long size = 1; size < 200 * MIB; size *= 3) {
          blocks.add(session.allocate(size));
        }
        blocks.forEach(HostBlock::close);
        useAndClose(session, TestBed.largestNarrow(session) * 5 / 6);
      }
    }
  }

  @Test
  void sessionsThatComeAndGoLeaveRoomForALargeBlock() {
    List<Session> stay = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        try (Session goes = open()) {
          useAndClose(goes, 300 * MIB);
          useAndClose(goes, 3 * MIB);
          stay.add(open());
          useAndClose(stay.get(i), 500 * MIB);
        }
      }
      useAndClose(stay.get(0), TestBed.largestNarrow(stay.get(0)) * 5 / 6);
    } finally {
      stay.forEach(Session::close);
    }
  }

  @Test
  void saysThatTheAddressesOfThisJvmAreTaken() {
    try (Session session = open();
        Session other = open();
        HostBlock large = session.allocate(TestBed.largestNarrow(session))) {
      for (int i = 0; i < 5; i++) {
        assertThatThrownBy(() -> other.allocate(MOST))
            .isInstanceOf(BasculeException.class)
            .message()
            .matches(
                """
                BSC-104 cannot find addresses for shared memory
                  expected: 1503657984 bytes between 0x10000000 and 0x70000000 that are free in \
                both processes
                  actual: the largest range that is free in this JVM has \\d+ bytes
                  remedy: close blocks and 32-bit sessions that are no longer needed, or use \
                smaller blocks; the page on 32-bit DLLs tells how the JVM itself is kept out of \
                there""");
      }
      assertThat(other.allocate(MIB).memory().getByte(0)).isZero();
      large.memory().putByte(0, (byte) 1);
    }
  }

  private static Session open() {
    return Standalone.bascule().open(TestBed.options());
  }

  private static void useAndClose(Session session, long size) {
    try (HostBlock block = session.allocate(size)) {
      block.memory().putFloats(size - 8, new float[] {2, 1}, 0, 2);
      session
          .function(TestBed.demo(), "void bubblesort(void *a, int n)")
          .call(block.address().plus(size - 8), 2);
      assertThat(block.memory().getFloat(size - 4)).isEqualTo(2);
    }
  }
}
