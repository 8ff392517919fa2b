package org.bascule.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.bascule.bridge.Check;
import org.bascule.bridge.ExportInfo;
import org.bascule.bridge.HostEnd;
import org.bascule.bridge.MarshallerInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WineCommandsTest {
  private final FakeBascule bascule = new FakeBascule();
  private final Gogo gogo = new Gogo(bascule);

  @AfterEach
  void close() {
    gogo.close();
  }

  @Test
  void listsExports() {
    bascule.session.exports.add(new ExportInfo("zlibVersion", 7, 0x180001000L, ""));
    bascule.session.exports.add(new ExportInfo("", 12, 0x180001010L, ""));
    bascule.session.exports.add(new ExportInfo("HeapAlloc", 100, 0, "NTDLL.RtlAllocateHeap"));

    assertThat(gogo.run("wine:exports zlib1.dll")).isZero();
    assertThat(gogo.out())
        .isEqualTo(
            """
            ordinal  name         forwards to
                  7  zlibVersion
                 12
                100  HeapAlloc    NTDLL.RtlAllocateHeap
            """);
    assertThat(bascule.session.library).isEqualTo("zlib1.dll");
  }

  @Test
  void showsTheNamesInCBesideDecoratedOnes() {
    for (String name : new String[] {"plain@8", "_Under@0", "@fast@4", "cdecl", "?f@@YAHXZ"}) {
      bascule.session.exports.add(new ExportInfo(name, 1, 0x10001000L, ""));
    }

    assertThat(gogo.run("wine:exports old.dll")).isZero();
    assertThat(gogo.out())
        .isEqualTo(
            """
            ordinal  name       in C       forwards to
                  1  plain@8    plain
                  1  _Under@0   Under
                  1  @fast@4    fast
                  1  cdecl      cdecl
                  1  ?f@@YAHXZ  ?f@@YAHXZ
            """);
  }

  @Test
  void saysThatNoSessionIsOpen() {
    assertThat(gogo.run("wine:sessions")).isZero();
    assertThat(gogo.out()).isEqualTo("no session is open; the first wine:call opens one\n");
  }

  @Test
  void listsSessions() {
    FakeSession ended = new FakeSession();
    ended.end = Optional.of(new HostEnd(false, 137, "killed by signal 9"));
    bascule.open.add(bascule.session);
    bascule.open.add(ended);

    assertThat(gogo.run("wine:sessions")).isZero();
    assertThat(gogo.out())
        .isEqualTo(
            """
            name  abi   pid  windows pid  wine  lanes  prefix           state
            s1    X64  4711           32  8.0       2  /home/me/prefix  running
            s1    X64  4711           32  8.0       2  /home/me/prefix  ended: killed by signal 9
            """);
  }

  @Test
  void listsMarshallers() {
    bascule.marshallers.add(
        new MarshallerInfo("org.me.Points", "org.me.points 1.0.0", 61, 10, "Point"));
    bascule.marshallers.add(
        new MarshallerInfo("Scalars", "org.bascule.marshallers 0.1.0", 7, -100, "int, long"));

    assertThat(gogo.run("wine:marshallers")).isZero();
    assertThat(gogo.out())
        .isEqualTo(
            """
            service  ranking  bundle                         class          handles
                 61       10  org.me.points 1.0.0            org.me.Points  Point
                  7     -100  org.bascule.marshallers 0.1.0  Scalars        int, long
            """);
  }

  @Test
  void endsWellIfEveryCheckPassed() {
    bascule.checks.add(new Check("loader", true, "/usr/lib/wine/wine64, Wine 8.0", ""));

    assertThat(gogo.run("wine:doctor")).isZero();
    assertThat(gogo.out()).isEqualTo("ok   loader: /usr/lib/wine/wine64, Wine 8.0\n");
    assertThat(gogo.err()).isEmpty();
    assertThat(bascule.examined).isEmpty();
  }

  @Test
  void failsAfterTheWholeReport() {
    bascule.checks.add(new Check("loader", false, "none found", "install wine64"));
    bascule.checks.add(new Check("shared memory", true, "/dev/shm, 8 GiB free", ""));

    assertThat(gogo.run("wine:doctor")).isEqualTo(1);
    assertThat(gogo.out())
        .isEqualTo(
            """
            FAIL loader: none found → install wine64
            ok   shared memory: /dev/shm, 8 GiB free
            """);
    assertThat(gogo.err()).isEqualTo("wine:doctor: 1 of 2 checks failed; each says what to do\n");
  }

  @Test
  void looksAtADllToo() {
    bascule.checks.add(new Check("loader", true, "found", ""));
    bascule.libraryChecks.add(new Check("imports", false, "KABUM.dll is missing", "add its path"));

    assertThat(gogo.run("wine:doctor /tmp/a.dll")).isEqualTo(1);
    assertThat(gogo.out())
        .isEqualTo("ok   loader: found\nFAIL imports: KABUM.dll is missing → add its path\n");
    assertThat(bascule.examined).isEqualTo("/tmp/a.dll for X86");
  }

  @Test
  void doctorWorksInAPipe() {
    bascule.checks.add(new Check("loader", true, "found", ""));

    assertThat(gogo.run("x = (wine:doctor); \"<$x>\"")).isZero();
    assertThat(gogo.out()).isEqualTo("<ok   loader: found>\n");
  }
}
