package org.bascule.transport.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryMapTest {
  @TempDir Path directory;

  @Test
  void readsRangesAndLeavesOutWhatIsOnlyReserved() throws Exception {
    Path maps = directory.resolve("maps");
    Files.write(
        maps,
        """
        00110000-68000000 ---p 00000000 00:00 0
        7bc00000-7bc01000 r--p 00000000 08:01 1  /opt/w\u00ffne/ntdll.dll
        ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0  [vsyscall]
        """
            .getBytes(StandardCharsets.ISO_8859_1));

    AddressRange reserved = new AddressRange(0x110000, 0x68000000);
    AddressRange dll = new AddressRange(0x7bc00000, 0x7bc01000);
    AddressRange kernel = new AddressRange(0xffffffffff600000L, 0xffffffffff601000L);
    assertThat(MemoryMap.read(maps, true)).containsExactly(reserved, dll, kernel);
    assertThat(MemoryMap.read(maps, false)).containsExactly(dll, kernel);
    assertThat(reserved.size()).isEqualTo(0x67ef0000);
  }

  @Test
  void knowsThisProcessAndNothingOfOneThatHasGone() {
    assertThat(MemoryMap.ofThisProcess()).hasSizeGreaterThan(10);
    assertThat(MemoryMap.touchedBy(1L << 40)).isEmpty();
  }
}
