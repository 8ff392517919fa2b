package org.bascule.itest.windowsjna.guest;

import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.Kernel32Util;
import com.sun.jna.platform.win32.Shell32Util;
import com.sun.jna.platform.win32.ShlObj;
import com.sun.jna.platform.win32.User32;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinDef;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinReg;
import com.sun.jna.platform.win32.WinUser;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** What jna-platform offers for Windows, as programs use it. */
public final class PlatformProgram implements Function<String, Map<String, String>> {
  private static final String KEY = "Software\\Bascule Test";

  @Override
  public Map<String, String> apply(String nothing) {
    Map<String, String> told = new TreeMap<>();
    system(told);
    registry(told);
    windows(told);
    told.put("folder", Shell32Util.getFolderPath(ShlObj.CSIDL_WINDOWS));
    return told;
  }

  private static void system(Map<String, String> told) {
    told.put("computer", "" + !Kernel32Util.getComputerName().isEmpty());
    told.put("user", "" + !Advapi32Util.getUserName().isEmpty());
    told.put("account", "" + Advapi32Util.getAccountBySid("S-1-5-18").name);
    Kernel32.INSTANCE.SetEnvironmentVariable("BASCULE_WORLD", "\u00fcber");
    told.put("environment", Kernel32Util.getEnvironmentVariable("BASCULE_WORLD"));
    WinBase.SYSTEM_INFO info = new WinBase.SYSTEM_INFO();
    Kernel32.INSTANCE.GetSystemInfo(info);
    told.put("page size", "" + info.dwPageSize);
    try {
      Kernel32Util.getFileType("C:\\no\\such\\file");
      told.put("error", "none");
    } catch (Win32Exception e) {
      told.put("error", "" + e.getErrorCode());
    } catch (java.io.FileNotFoundException e) {
      told.put("error", "not found");
    }
    WinNT.HANDLE event = Kernel32.INSTANCE.CreateEvent(null, true, true, null);
    told.put("waited", "" + Kernel32.INSTANCE.WaitForSingleObject(event, 0));
    Kernel32Util.closeHandle(event);
  }

  private static void registry(Map<String, String> told) {
    Advapi32Util.registryCreateKey(WinReg.HKEY_CURRENT_USER, KEY);
    Advapi32Util.registrySetStringValue(WinReg.HKEY_CURRENT_USER, KEY, "text", "Gr\u00fc\u00dfe");
    Advapi32Util.registrySetIntValue(WinReg.HKEY_CURRENT_USER, KEY, "number", 42);
    Advapi32Util.registrySetBinaryValue(
        WinReg.HKEY_CURRENT_USER, KEY, "bytes", new byte[] {1, 2, 3});
    told.put(
        "registry", Advapi32Util.registryGetValues(WinReg.HKEY_CURRENT_USER, KEY).keySet() + "");
    told.put("text", Advapi32Util.registryGetStringValue(WinReg.HKEY_CURRENT_USER, KEY, "text"));
    told.put(
        "bytes",
        Arrays.toString(
            Advapi32Util.registryGetBinaryValue(WinReg.HKEY_CURRENT_USER, KEY, "bytes")));
    Advapi32Util.registryDeleteKey(WinReg.HKEY_CURRENT_USER, KEY);
    told.put("gone", "" + !Advapi32Util.registryKeyExists(WinReg.HKEY_CURRENT_USER, KEY));
  }

  /** A window procedure in Java. */
  private static void windows(Map<String, String> told) {
    AtomicInteger seen = new AtomicInteger();
    WinUser.WindowProc procedure =
        (window, message, wide, parameter) -> {
          if (message == WinUser.WM_USER) {
            seen.addAndGet(wide.intValue());
            return new WinDef.LRESULT(parameter.longValue() + 1);
          }
          return User32.INSTANCE.DefWindowProc(window, message, wide, parameter);
        };
    WinUser.WNDCLASSEX type = new WinUser.WNDCLASSEX();
    type.lpfnWndProc = procedure;
    type.lpszClassName = "bascule world";
    told.put("class", "" + (User32.INSTANCE.RegisterClassEx(type).intValue() != 0));
    // Wine wants all 64 bits of HWND_MESSAGE, of which jna-platform's constant has 32.
    WinDef.HWND messages = new WinDef.HWND(new Pointer(-3));
    WinDef.HWND window =
        User32.INSTANCE.CreateWindowEx(
            0, "bascule world", "", 0, 0, 0, 0, 0, messages, null, null, null);
    WinDef.LRESULT answer =
        User32.INSTANCE.SendMessage(
            window, WinUser.WM_USER, new WinDef.WPARAM(5), new WinDef.LPARAM(6));
    told.put("message", seen + " " + answer.longValue());
    User32.INSTANCE.DestroyWindow(window);
  }
}
