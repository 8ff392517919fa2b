package org.bascule.itest.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.FunctionMapper;
import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.DoubleByReference;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.win32.W32APIOptions;
import java.util.Arrays;
import java.util.Map;
import org.bascule.error.LinkError;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.bascule.itest.jna.WindowsApi.Booleans;
import org.bascule.itest.jna.WindowsApi.CLibrary;
import org.bascule.itest.jna.WindowsApi.Environment;
import org.bascule.itest.jna.WindowsApi.Pair;
import org.bascule.itest.jna.WindowsApi.Plain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Interfaces that were written for JNA on Windows. */
class LibraryInterfaceIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  @Test
  void takesTheOptionsThatItsInstanceWouldHave() {
    Environment environment = WINE.session().load("kernel32", Environment.class);
    assertThat(environment.SetEnvironmentVariable("BASCULE_橋", "Zugbrücke 橋")).isTrue();
    char[] value = new char[32];
    assertThat(environment.GetEnvironmentVariable("BASCULE_橋", value, value.length)).isEqualTo(11);
    assertThat(Native.toString(value)).isEqualTo("Zugbrücke 橋");
    assertThat(environment.lstrlen("橋橋")).as("lstrlenW").isEqualTo(2);
  }

  @Test
  void takesTheOptionsThatItIsGiven() {
    Environment ascii =
        WINE.session().load("kernel32", Environment.class, W32APIOptions.ASCII_OPTIONS);
    assertThat(ascii.lstrlen("橋橋")).as("lstrlenA of UTF-8").isEqualTo(6);
    assertThatThrownBy(
            () ->
                WINE.session()
                    .load("kernel32", Environment.class, Map.of())
                    .SetEnvironmentVariable("a", "b"))
        .isInstanceOf(LinkError.class)
        .hasMessageContaining("find the function SetEnvironmentVariable in kernel32")
        .hasMessageContaining("SetEnvironmentVariableA, SetEnvironmentVariableW");
  }

  @Test
  void keepsTheOptionsOfEachLoadApart() {
    Environment wide = WINE.session().load("kernel32", Environment.class);
    Environment narrow =
        WINE.session().load("kernel32", Environment.class, W32APIOptions.ASCII_OPTIONS);
    assertThat(wide.lstrlen("橋")).isEqualTo(1);
    assertThat(narrow.lstrlen("橋")).isEqualTo(3);
  }

  @Test
  void encodesTextAsItIsTold() {
    Plain latin =
        WINE.session()
            .load("kernel32", Plain.class, Map.of(Library.OPTION_STRING_ENCODING, "windows-1252"));
    assertThat(latin.lstrlenA("ü")).isEqualTo(1);
    assertThat(WINE.session().load("kernel32", Plain.class).lstrlenA("ü")).isEqualTo(2);
    assertThat(latin.lstrlenW(new WString("橋"))).isEqualTo(1);
  }

  @Test
  void asksACustomMapperForNames() {
    FunctionMapper mapper = (library, method) -> method.getName().replace("_", "str") + "lenA";
    Custom custom =
        WINE.session()
            .load("kernel32", Custom.class, Map.of(Library.OPTION_FUNCTION_MAPPER, mapper));
    assertThat(custom.l_("four")).isEqualTo(4);
  }

  /** Its method's name says little. */
  interface Custom extends Library {
    int l_(String text);
  }

  @Test
  void passesBooleansAsJnaDoes() {
    Booleans plain = WINE.session().load(TestBed.demo(), Booleans.class);
    assertThat(plain.echo_int32(true)).isEqualTo(-1);
    assertThat(plain.echo_int32(false)).isEqualTo(0);
    assertThat(plain.echo_bool(256)).isTrue();
    assertThat(plain.echo_bool(0)).isFalse();
    Booleans mapped =
        WINE.session().load(TestBed.demo(), Booleans.class, W32APIOptions.UNICODE_OPTIONS);
    assertThat(mapped.echo_int32(true)).isEqualTo(1);
  }

  @Test
  void throwsTheLastErrorWhereTheMethodSaysSo() {
    Plain plain = WINE.session().load("kernel32", Plain.class);
    assertThatThrownBy(() -> plain.GetFileAttributesW(new WString("C:\\no\\such\\file")))
        .isInstanceOfSatisfying(
            LastErrorException.class, e -> assertThat(e.getErrorCode()).isEqualTo(3))
        .hasMessage("[3] GetLastError() returned 3");
    assertThat(plain.GetFileAttributesW(new WString("C:\\windows")))
        .as("the last error is cleared before")
        .isEqualTo(16);
    assertThatThrownBy(() -> plain.CloseHandle(Pointer.createConstant(0x1234)))
        .isInstanceOf(LastErrorException.class)
        .hasMessage("[6] GetLastError() returned 6");
  }

  @Test
  void tellsJnaTheLastError() {
    Plain plain = WINE.session().load("kernel32", Plain.class);
    assertThat(plain.SetEvent(Pointer.createConstant(0x1234))).isFalse();
    assertThat(Native.getLastError()).as("ERROR_INVALID_HANDLE").isEqualTo(6);
  }

  @Test
  void passesAnyNumberOfArguments() {
    CLibrary c = WINE.session().load("msvcrt", CLibrary.class);
    assertThat(printed(c, "%d %s %.2f", 42, "Zug", 1.5)).isEqualTo("42 Zug 1.50");
    assertThat(printed(c, "%.1f %d %d %c", 2.5f, (byte) -1, (short) 7, 'x'))
        .as("promoted as C does")
        .isEqualTo("2.5 -1 7 x");
    assertThat(printed(c, "%I64d|%p", 1L << 40, Pointer.createConstant(16)))
        .isEqualTo("1099511627776|" + TestBed.byWidth("00000000", "") + "00000010");
    assertThat(printed(c, "%ls", new WString("wide"))).isEqualTo("wide");
    assertThat(printed(c, "none")).isEqualTo("none");
    assertThat(printed(c, "%p"))
        .as("a null follows")
        .isEqualTo(TestBed.byWidth("00000000", "") + "00000000");
    assertThat(printed(c, "%s", (Object) "x\0".getBytes())).isEqualTo("x");
    assertThat(printed(c, "%d %s %.2f", 43, "Bahn", 2.5)).isEqualTo("43 Bahn 2.50");
  }

  @Test
  void readsWhatFurtherArgumentsPointTo() {
    CLibrary c = WINE.session().load("msvcrt", CLibrary.class);
    IntByReference number = new IntByReference();
    DoubleByReference real = new DoubleByReference();
    byte[] word = new byte[8];
    Pair pair = new Pair();
    assertThat(c.sscanf("7 2.5 Zug 9", "%d %lf %7s %d", number, real, word, pair)).isEqualTo(4);
    assertThat(number.getValue()).isEqualTo(7);
    assertThat(real.getValue()).isEqualTo(2.5);
    assertThat(Native.toString(word)).isEqualTo("Zug");
    assertThat(pair.first).isEqualTo(9);
  }

  private static String printed(CLibrary c, String format, Object... more) {
    byte[] buffer = new byte[64];
    Arrays.fill(buffer, (byte) '?');
    int length = c.sprintf(buffer, format, more);
    assertThat(buffer[length]).isEqualTo((byte) 0);
    return new String(buffer, 0, length, java.nio.charset.StandardCharsets.UTF_8);
  }
}
