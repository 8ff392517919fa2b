package org.bascule.itest.jna;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.User32;
import com.sun.jna.platform.win32.WinDef.RECT;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinReg;
import com.sun.jna.platform.win32.WinReg.HKEYByReference;
import com.sun.jna.platform.win32.WinUser;
import com.sun.jna.ptr.IntByReference;
import org.bascule.itest.OpenSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More of jna-platform, as it comes: the registry, and what user32 does without a display. */
class PlatformInterfacesIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  @Test
  void writesAndReadsTheRegistry() {
    Advapi32 advapi32 = WINE.session().load("Advapi32", Advapi32.class);
    HKEYByReference key = new HKEYByReference();
    assertThat(
            advapi32.RegCreateKeyEx(
                WinReg.HKEY_CURRENT_USER,
                "Software\\Bascule\\Zugbrücke",
                0,
                null,
                0,
                WinNT.KEY_ALL_ACCESS,
                null,
                key,
                new IntByReference()))
        .isEqualTo(WinError.ERROR_SUCCESS);
    byte[] written = {1, 2, 3, 4};
    assertThat(
            advapi32.RegSetValueEx(
                key.getValue(), "Wert", 0, WinNT.REG_BINARY, written, written.length))
        .isEqualTo(WinError.ERROR_SUCCESS);
    IntByReference type = new IntByReference();
    IntByReference size = new IntByReference(16);
    byte[] read = new byte[16];
    assertThat(advapi32.RegQueryValueEx(key.getValue(), "Wert", 0, type, read, size))
        .isEqualTo(WinError.ERROR_SUCCESS);
    assertThat(type.getValue()).isEqualTo(WinNT.REG_BINARY);
    assertThat(size.getValue()).isEqualTo(4);
    assertThat(read).startsWith(written);
    assertThat(advapi32.RegDeleteValue(key.getValue(), "Wert")).isEqualTo(0);
    assertThat(advapi32.RegCloseKey(key.getValue())).isEqualTo(0);
    assertThat(advapi32.RegDeleteKey(WinReg.HKEY_CURRENT_USER, "Software\\Bascule\\Zugbrücke"))
        .isEqualTo(0);
    assertThat(
            advapi32.RegOpenKeyEx(
                WinReg.HKEY_CURRENT_USER, "Software\\Bascule\\Zugbrücke", 0, WinNT.KEY_READ, key))
        .isEqualTo(WinError.ERROR_FILE_NOT_FOUND);
  }

  @Test
  void asksUser32() {
    User32 user32 = WINE.session().load("user32", User32.class);
    assertThat(user32.GetSystemMetrics(WinUser.SM_CXCURSOR)).isPositive();
    assertThat(user32.IsWindow(null)).isFalse();
    assertThat(user32.RegisterWindowMessage("bascule.test")).isBetween(0xC000, 0xFFFF);
    RECT rectangle = new RECT();
    assertThat(user32.GetWindowRect(user32.GetDesktopWindow(), rectangle)).isTrue();
    assertThat(rectangle.right).isPositive();
  }
}
