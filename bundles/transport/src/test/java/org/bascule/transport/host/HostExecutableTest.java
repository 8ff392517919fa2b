package org.bascule.transport.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.bascule.host.HostBinary;
import org.bascule.protocol.HostAbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostExecutableTest {
  private static final byte X64 = (byte) HostAbi.X64;

  private final HostBinary binary = HostBinary.of(X64);

  @TempDir Path cache;

  @Test
  void putsTheProgramIntoADirectoryOfItsOwnDigest() throws IOException {
    Path program = new HostExecutable(cache.resolve("deep")).extract(X64, ISO_8859_1);

    assertThat(program)
        .isEqualTo(cache.resolve("deep").resolve(binary.sha256()).resolve(binary.fileName()))
        .hasDigest("SHA-256", binary.sha256());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(program.getParent())))
        .isEqualTo("rwx------");
    try (Stream<Path> entries = Files.list(program.getParent())) {
      assertThat(entries).containsExactlyInAnyOrder(program, supplied(program).getParent());
    }
    assertThat(supplied(program)).hasDigest("SHA-256", HostBinary.supplied(X64).get(0).sha256());
    try (Stream<Path> entries = Files.list(supplied(program).getParent())) {
      assertThat(entries).containsExactly(supplied(program));
    }
  }

  @Test
  void forUtf8AManifestLiesBesideIt() throws IOException {
    Path program = new HostExecutable(cache).extract(X64, UTF_8);
    Path manifest = program.resolveSibling("bascule-host.exe.manifest");
    assertThat(program)
        .isEqualTo(cache.resolve(binary.sha256() + "-utf8").resolve(binary.fileName()));
    assertThat(manifest).content().contains(">UTF-8</activeCodePage>");
    String whole = Files.readString(manifest);
    Files.writeString(manifest, "cut short");
    new HostExecutable(cache).extract(X64, UTF_8);
    assertThat(manifest).hasContent(whole);
    try (Stream<Path> entries = Files.list(program.getParent())) {
      assertThat(entries)
          .containsExactlyInAnyOrder(program, manifest, supplied(program).getParent());
    }
  }

  private static Path supplied(Path program) {
    return program.resolveSibling("supplied").resolve("bcryptprimitives.dll");
  }

  @Test
  void writesItOnlyOnce() throws IOException {
    Path program = new HostExecutable(cache).extract(X64, UTF_8);
    FileTime old = FileTime.fromMillis(1000);
    Files.setLastModifiedTime(program, old);

    assertThat(new HostExecutable(cache).extract(X64, UTF_8)).isEqualTo(program);
    assertThat(Files.getLastModifiedTime(program)).isEqualTo(old);
  }

  @Test
  void replacesAProgramThatWasChangedOrCutShort() throws IOException {
    Path program = new HostExecutable(cache).extract(X64, UTF_8);
    Files.write(program, new byte[] {'M', 'Z'}, StandardOpenOption.TRUNCATE_EXISTING);

    assertThat(new HostExecutable(cache).extract(X64, UTF_8)).hasDigest("SHA-256", binary.sha256());
  }

  @Test
  void followsTheBaseDirectorySpecification() {
    assertThat(HostExecutable.userCache(Map.of("XDG_CACHE_HOME", "/c"), "/home/me"))
        .isEqualTo(Path.of("/c/bascule/host"));
    assertThat(HostExecutable.userCache(Map.of("XDG_CACHE_HOME", "c"), "/home/me"))
        .isEqualTo(Path.of("/home/me/.cache/bascule/host"));
    assertThat(HostExecutable.userCache(Map.of(), "/home/me"))
        .isEqualTo(Path.of("/home/me/.cache/bascule/host"));
  }
}
