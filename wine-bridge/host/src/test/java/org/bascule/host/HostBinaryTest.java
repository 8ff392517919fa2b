package org.bascule.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bascule.protocol.HostAbi;
import org.junit.jupiter.api.Test;

class HostBinaryTest {

  private static final int MACHINE_X64 = 0x8664;
  private static final int MACHINE_X86 = 0x14C;
  private static final int SUBSYSTEM_WINDOWS = 2;

  @Test
  void holdsAProgramForEachAbi() throws IOException {
    assertThat(machineOf(HostBinary.of(HostAbi.X64))).isEqualTo(MACHINE_X64);
    assertThat(machineOf(HostBinary.of(HostAbi.X86))).isEqualTo(MACHINE_X86);
    assertThat(machineOf(HostBinary.supplied(HostAbi.X64).get(0))).isEqualTo(MACHINE_X64);
    assertThat(machineOf(HostBinary.supplied(HostAbi.X86).get(0))).isEqualTo(MACHINE_X86);
  }

  @Test
  void isOfTheWindowsSubsystemSoThatWineGivesItNoConsole() throws IOException {
    for (int abi : new int[] {HostAbi.X64, HostAbi.X86}) {
      ByteBuffer header = header(HostBinary.of(abi));
      assertThat(header.getShort(peHeader(header) + 24 + 68)).isEqualTo((short) SUBSYSTEM_WINDOWS);
    }
  }

  @Test
  void tellsTheDigestOfTheBytesThatItOpens() throws IOException, NoSuchAlgorithmException {
    HostBinary host = HostBinary.of(HostAbi.X64);
    try (InputStream program = host.open()) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(program.readAllBytes());
      assertThat(host.sha256()).isEqualTo(HexFormat.of().formatHex(digest)).hasSize(64);
    }
    assertThat(host.sha256()).isNotEqualTo(HostBinary.of(HostAbi.X86).sha256());
  }

  @Test
  void namesTheFile() {
    assertThat(HostBinary.of(HostAbi.X86).fileName()).isEqualTo("bascule-host.exe");
    assertThat(HostBinary.supplied(HostAbi.X86))
        .extracting(HostBinary::fileName)
        .containsExactly("supplied/bcryptprimitives.dll");
  }

  @Test
  void refusesAnAbiThatThereIsNoHostFor() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostBinary.of(3))
        .withMessage("There is no host for HostAbi 3, only X64 (1) and X86 (2).");
  }

  private static int machineOf(HostBinary host) throws IOException {
    ByteBuffer header = header(host);
    return Short.toUnsignedInt(header.getShort(peHeader(header) + 4));
  }

  private static int peHeader(ByteBuffer header) {
    return header.getInt(0x3C);
  }

  private static ByteBuffer header(HostBinary host) throws IOException {
    try (InputStream program = host.open()) {
      return ByteBuffer.wrap(program.readNBytes(1024)).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
