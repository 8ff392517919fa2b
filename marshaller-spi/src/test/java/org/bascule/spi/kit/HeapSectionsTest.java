package org.bascule.spi.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bascule.error.BasculeException;
import org.bascule.spi.Abi;
import org.bascule.spi.WindowsMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeapSectionsTest {
  private final HeapSections sections = new HeapSections(Abi.X64);

  @ParameterizedTest
  @EnumSource
  void hasAddressesThatACutPointerLoses(Abi abi) {
    long address = new HeapSections(abi).allocate(8, 8).address();

    assertThat(address).isNotEqualTo(abi == Abi.X64 ? address & 0xFFFF_FFFFL : (int) address);
    assertThat(abi == Abi.X86 && address > 0xFFFF_FFFFL).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 64, 4096})
  void alignsSections(int alignment) {
    sections.allocate(3, 1);

    assertThat(sections.allocate(5, alignment).address() % alignment).isZero();
  }

  @Test
  void doesNotClearSections() {
    assertThat(sections.allocate(4, 4).getInt(0)).isEqualTo(0xCDCD_CDCD);
    assertThat(sections.section(0).size()).isEqualTo(4);
    assertThat(sections.count()).isEqualTo(1);
  }

  @Test
  void givesASectionOfNothingAnAddress() {
    WindowsMemory nothing = sections.allocate(0, 1);

    assertThat(nothing.size()).isZero();
    assertThat(nothing.address()).isNotZero();
  }

  @Test
  void viewsWhatAnAddressPointsTo() {
    WindowsMemory section = sections.allocate(16, 8);
    sections.view(section.address() + 8, 4).putInt(0, 7);

    assertThat(section.getInt(8)).isEqualTo(7);
  }

  @Test
  void readsTextUpToItsEnd() {
    WindowsMemory section = sections.allocate(16, 2);
    section.putChars(0, "a\u0100b\0");
    section.putInt(8, 0x00CCBBAA);

    assertThat(sections.readTerminated(section.address(), 2)).containsExactly('a', 0, 0, 1, 'b', 0);
    assertThat(sections.readTerminated(section.address(), 1)).containsExactly('a');
    assertThat(sections.readTerminated(section.address() + 8, 1)).containsExactly(0xAA, 0xBB, 0xCC);
  }

  @Test
  void seesAWriteBesideASection() {
    WindowsMemory section = sections.allocate(4, 4);
    assertThatCode(sections::checkGuards).doesNotThrowAnyException();
    section.putInt(0, 0);
    assertThatCode(sections::checkGuards).doesNotThrowAnyException();
    sections.view(section.address(), 5).putByte(4, (byte) 0);

    assertThatThrownBy(sections::checkGuards)
        .isInstanceOf(AssertionError.class)
        .hasMessage("a byte outside of every section was written, at 0x%x", section.address() + 4);
  }

  @Test
  void faultsOutsideOfTheArena() {
    assertThatThrownBy(() -> sections.view(0x1000, 4))
        .isInstanceOf(BasculeException.class)
        .hasMessage(
            """
            BSC-502 cannot access 4 bytes at 0x1000
              expected: memory of the kit's arena, from 0x7f1234560000
              actual: no memory there
              remedy: pass on the address that a section has""");
  }

  @Test
  void refusesASectionThatTheArenaCannotHold() {
    assertThatThrownBy(() -> sections.allocate(1 << 20, 1))
        .isInstanceOf(BasculeException.class)
        .hasMessage(
            """
            BSC-404 cannot allocate a section of 1048576 bytes
              expected: at most 262112 bytes
              actual: 1048576 bytes
              remedy: use smaller values in tests on the kit""");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 8192, Integer.MIN_VALUE})
  void refusesAnAlignmentThatTheArenaDoesNotHave(int alignment) {
    assertThatThrownBy(() -> sections.allocate(4, alignment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a section of 4 bytes cannot be aligned to " + alignment);
  }
}
