package org.bascule.itest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bascule.annotation.DeclaredAs;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.Check;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.itest.NarrowOnly;
import org.bascule.itest.TestBed;
import org.bascule.spi.Abi;
import org.junit.jupiter.api.Test;

/** Sessions of both widths beside each other. */
@NarrowOnly("it takes a Wine with both widths, and looks at both at once")
class BothWidthsIT {
  private static final String SIZE_OF_POINTER = "struct { void *p[1]; }";

  private static final Path WIDE = TestBed.dll(Abi.X64, "demo");
  private static final Path NARROW = TestBed.dll(Abi.X86, "demo");

  private final Bascule bascule = Standalone.bascule();

  @Test
  void oneProgramHasASessionOfEachFromOnePrefix() {
    SessionOptions options = TestBed.options();
    try (Session wide = bascule.open(options.withAbi(Abi.X64));
        Session narrow = bascule.open(options.withAbi(Abi.X86))) {
      for (Session session : new Session[] {wide, narrow, wide, narrow}) {
        String dll = TestBed.dll(session.abi(), "demo").toString();
        assertThat(session.function(dll, "int gcd(int x, int y)").call(35, 42)).isEqualTo(7);
        assertThat(session.function("msvcrt", "double pow(double x, double y)").call(2, 10))
            .isEqualTo(1024.0);
        assertThat(session.layout(SIZE_OF_POINTER))
            .contains(session.abi() == Abi.X64 ? "8 bytes" : "4 bytes");
      }
      assertThat(wide.host().prefix()).isEqualTo(narrow.host().prefix());
    }
  }

  @Test
  void theSharedSessionFollowsTheDll() {
    Session wide = bascule.sharedFor(WIDE.toString());
    Session narrow = bascule.sharedFor(NARROW.toString());

    assertThat(wide.abi()).isEqualTo(Abi.X64);
    assertThat(narrow.abi()).isEqualTo(Abi.X86);
    assertThat(bascule.shared(Abi.X64)).isSameAs(wide);
    assertThat(bascule.shared(Abi.X86)).isSameAs(narrow);
    assertThat(bascule.shared()).isSameAs(wide);
    assertThat(bascule.sharedFor("msvcrt")).isSameAs(wide);
    assertThat(bascule.defaultsFor(NARROW.toString()).abi()).isEqualTo(Abi.X86);
  }

  /** As the manual shows it. */
  public interface Msvcrt {
    @DeclaredAs("size_t")
    long strlen(String text);
  }

  @Test
  void theManualsLinesOfJavaDoWhatItSays() throws IOException {
    Session old = bascule.sharedFor(NARROW.toString());
    Session narrow = bascule.shared(Abi.X86);
    assertThat(old).isSameAs(narrow);
    assertThat(narrow.load("msvcrt", Msvcrt.class).strlen("Zug")).isEqualTo(3);
    try (Session own = bascule.open(bascule.defaults().withAbi(Abi.X86))) {
      assertThat(own.load("msvcrt", Msvcrt.class).strlen("Zug")).isEqualTo(3);
    }
    String page = Files.readString(TestBed.root().resolve("distribution/docs/32-bit.md"));
    assertThat(page)
        .contains("Session old = bascule.sharedFor(\"/opt/vendor/old.dll\");\n")
        .contains("Session narrow = bascule.shared(Abi.X86);\n")
        .contains("Session own = bascule.open(bascule.defaults().withAbi(Abi.X86));\n")
        .contains("@DeclaredAs(\"size_t\")\nlong strlen(String text);\n");
  }

  @Test
  void aDllIsExaminedInItsOwnWidth() {
    for (Map.Entry<Path, String> dll : Map.of(WIDE, "64-bit", NARROW, "32-bit").entrySet()) {
      String library = dll.getKey().toString();
      assertThat(bascule.examineLibrary(bascule.defaultsFor(library), library))
          .allMatch(Check::passed)
          .anyMatch(check -> check.finding().contains(dll.getValue()));
    }
  }

  @Test
  void oneShellHasBoth() throws Exception {
    String length = "msvcrt \"size_t strlen(const char *s)\" Zug";
    String gcd = " \"int gcd(int x, int y)\" 36 60";
    Launcher.Outcome outcome =
        Launcher.shipped()
            .command(
                ("echo (wine:call " + NARROW + gcd + ");")
                    + ("echo (wine:call " + WIDE + gcd + ");")
                    + ("echo (wine:call -a X86 " + length + ");")
                    + ("echo (wine:call " + length + ");")
                    + "wine:sessions");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out().lines().limit(4)).containsExactly("12", "12", "3", "3");
    assertThat(outcome.out()).containsPattern("session-1 +X86 ").containsPattern("session-2 +X64 ");
    assertThat(outcome.out()).doesNotContain("session-3");
    assertThat(outcome.status()).isZero();
  }
}
