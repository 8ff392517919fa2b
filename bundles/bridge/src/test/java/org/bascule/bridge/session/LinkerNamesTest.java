package org.bascule.bridge.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bascule.spi.Abi;
import org.junit.jupiter.api.Test;

class LinkerNamesTest {
  @Test
  void a32BitFunctionIsLookedForAsLinkersWriteIt() {
    assertThat(LinkerNames.of(List.of("plain"), 8, Abi.X86))
        .containsExactly("plain", "_plain@8", "plain@8", "@plain@8");
  }

  @Test
  void whatUser32HasFor64BitsOnlyIsWhatItsMacrosSay() {
    assertThat(LinkerNames.of(List.of("SetWindowLongPtrW"), 12, Abi.X86))
        .contains("SetWindowLongW");
    assertThat(LinkerNames.of(List.of("GetClassLongPtr"), 8, Abi.X86)).contains("GetClassLong");
    assertThat(LinkerNames.of(List.of("GetClassLongPtr"), 8, Abi.X64))
        .containsExactly("GetClassLongPtr");
  }

  @Test
  void whatIsDecoratedOrAnOrdinalIsTakenAsItIs() {
    assertThat(LinkerNames.of(List.of("plain@8", "#7", "?f@@YAHXZ"), 8, Abi.X86))
        .containsExactly("plain@8", "#7", "?f@@YAHXZ");
    assertThat(LinkerNames.of(List.of("a", "b"), 8, Abi.X64)).containsExactly("a", "b");
  }
}
