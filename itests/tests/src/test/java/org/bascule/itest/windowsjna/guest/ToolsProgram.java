package org.bascule.itest.windowsjna.guest;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Crypt32Util;
import com.sun.jna.platform.win32.IPHlpAPI;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.Kernel32Util;
import com.sun.jna.platform.win32.KnownFolders;
import com.sun.jna.platform.win32.LMJoin;
import com.sun.jna.platform.win32.Netapi32Util;
import com.sun.jna.platform.win32.Ole32Util;
import com.sun.jna.platform.win32.Pdh;
import com.sun.jna.platform.win32.PsapiUtil;
import com.sun.jna.platform.win32.Shell32Util;
import com.sun.jna.platform.win32.Tlhelp32;
import com.sun.jna.platform.win32.VersionUtil;
import com.sun.jna.platform.win32.W32Service;
import com.sun.jna.platform.win32.W32ServiceManager;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinDef;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.Wininet;
import com.sun.jna.platform.win32.Winsvc;
import com.sun.jna.ptr.IntByReference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** More of jna-platform: files, processes, services, secrets, counters, the network. */
public final class ToolsProgram implements Function<String, Map<String, String>> {
  private static final Kernel32 KERNEL = Kernel32.INSTANCE;

  @Override
  public Map<String, String> apply(String nothing) {
    Map<String, String> told = new TreeMap<>();
    files(told);
    sharedMemory(told);
    processes(told);
    services(told);
    secrets(told);
    counters(told);
    shell(told);
    return told;
  }

  private static void files(Map<String, String> told) {
    WinBase.WIN32_FIND_DATA found = new WinBase.WIN32_FIND_DATA();
    WinNT.HANDLE search = KERNEL.FindFirstFile("C:\\windows\\win.ini", found.getPointer());
    found.read();
    KERNEL.FindClose(search);
    told.put("file", found.getFileName());
    told.put(
        "version",
        ""
            + VersionUtil.getFileVersionInfo("C:\\windows\\system32\\kernel32.dll")
                .getFileVersionMajor());
    told.put("drives", "" + Kernel32Util.getLogicalDriveStrings().contains("C:\\"));
    told.put(
        "resources",
        ""
            + Kernel32Util.getResourceNames("C:\\windows\\system32\\shell32.dll")
                .containsKey("TYPELIB"));
    WinNT.HANDLEByReference in = new WinNT.HANDLEByReference();
    WinNT.HANDLEByReference out = new WinNT.HANDLEByReference();
    KERNEL.CreatePipe(in, out, null, 0);
    IntByReference count = new IntByReference();
    KERNEL.WriteFile(out.getValue(), new byte[] {1, 2, 3}, 3, count, null);
    byte[] read = new byte[3];
    KERNEL.ReadFile(in.getValue(), read, 3, count, null);
    told.put("pipe", Arrays.toString(read) + " " + count.getValue());
    Kernel32Util.closeHandles(in.getValue(), out.getValue());
  }

  /** What Windows maps there is the host's alone, and is read there. */
  private static void sharedMemory(Map<String, String> told) {
    WinNT.HANDLE mapping =
        KERNEL.CreateFileMapping(
            WinBase.INVALID_HANDLE_VALUE, null, WinNT.PAGE_READWRITE, 0, 4096, null);
    Pointer view = KERNEL.MapViewOfFile(mapping, WinNT.SECTION_MAP_WRITE, 0, 0, 4096);
    view.setWideString(8, "\u00fcber");
    told.put("mapped", view.getWideString(8) + " " + KERNEL.UnmapViewOfFile(view));
    KERNEL.CloseHandle(mapping);
  }

  private static void processes(Map<String, String> told) {
    int own = KERNEL.GetCurrentProcessId();
    told.put("processes", "" + Arrays.stream(PsapiUtil.enumProcesses()).anyMatch(id -> id == own));
    told.put(
        "modules",
        ""
            + Kernel32Util.getModules(own).stream()
                .anyMatch(module -> module.szModule().equals("kernel32.dll")));
    WinNT.HANDLE snapshot =
        KERNEL.CreateToolhelp32Snapshot(Tlhelp32.TH32CS_SNAPPROCESS, new WinDef.DWORD(0));
    Tlhelp32.PROCESSENTRY32.ByReference entry = new Tlhelp32.PROCESSENTRY32.ByReference();
    boolean found = KERNEL.Process32First(snapshot, entry);
    while (found && entry.th32ProcessID.intValue() != own) {
      found = KERNEL.Process32Next(snapshot, entry);
    }
    KERNEL.CloseHandle(snapshot);
    told.put("snapshot", found + " " + Native.toString(entry.szExeFile).endsWith(".exe"));
    told.put("expanded", Kernel32Util.expandEnvironmentStrings("%SystemRoot%\\x"));
    told.put("variables", "" + Kernel32Util.getEnvironmentVariables().containsKey("SystemRoot"));
    told.put("message", "" + !Kernel32Util.formatMessage(2).isEmpty());
  }

  private static void services(Map<String, String> told) {
    try (W32ServiceManager manager =
        new W32ServiceManager(Winsvc.SC_MANAGER_CONNECT | Winsvc.SC_MANAGER_ENUMERATE_SERVICE)) {
      told.put(
          "services",
          ""
              + Arrays.stream(
                      manager.enumServicesStatusExProcess(
                          WinNT.SERVICE_WIN32, Winsvc.SERVICE_STATE_ALL, null))
                  .anyMatch(service -> service.lpServiceName.equals("PlugPlay")));
      try (W32Service service = manager.openService("PlugPlay", Winsvc.SERVICE_QUERY_STATUS)) {
        told.put("service", "" + (service.queryStatus().dwServiceType & WinNT.SERVICE_WIN32));
      }
    }
  }

  private static void secrets(Map<String, String> told) {
    byte[] secret = "secret".getBytes(StandardCharsets.UTF_8);
    byte[] hidden = Crypt32Util.cryptProtectData(secret);
    told.put("hidden", "" + Arrays.equals(hidden, secret));
    told.put("secret", new String(Crypt32Util.cryptUnprotectData(hidden), StandardCharsets.UTF_8));
    told.put("groups", "" + (Advapi32Util.getCurrentUserGroups().length > 0));
    try (Advapi32Util.Privilege privilege = new Advapi32Util.Privilege("SeDebugPrivilege")) {
      told.put("privilege", "" + (privilege.enable() == privilege));
    }
  }

  private static void counters(Map<String, String> told) {
    WinNT.HANDLEByReference query = new WinNT.HANDLEByReference();
    WinNT.HANDLEByReference counter = new WinNT.HANDLEByReference();
    Pdh pdh = Pdh.INSTANCE;
    told.put(
        "counter",
        pdh.PdhOpenQuery(null, null, query)
            + " "
            + pdh.PdhAddEnglishCounter(query.getValue(), "\\System\\System Up Time", null, counter)
            + " "
            + pdh.PdhCollectQueryData(query.getValue())
            + " "
            + pdh.PdhCloseQuery(query.getValue()));
    IntByReference size = new IntByReference();
    IPHlpAPI.INSTANCE.GetNetworkParams(null, size);
    Memory block = new Memory(size.getValue());
    int outcome = IPHlpAPI.INSTANCE.GetNetworkParams(block, size);
    IPHlpAPI.FIXED_INFO network = new IPHlpAPI.FIXED_INFO(block);
    told.put("network", outcome + " " + !Native.toString(network.HostName).isEmpty());
    told.put(
        "domain",
        "" + (Netapi32Util.getJoinStatus() >= LMJoin.NETSETUP_JOIN_STATUS.NetSetupUnknownStatus));
    told.put(
        "cache",
        Wininet.INSTANCE.FindFirstUrlCacheEntry("no-such:", null, new IntByReference())
            + " "
            + (Native.getLastError() != 0));
  }

  private static void shell(Map<String, String> told) {
    String guid = "{A5DCBF10-6530-11D2-901F-00C04FB951ED}";
    told.put("guid", Ole32Util.getStringFromGUID(Ole32Util.getGUIDFromString(guid)));
    told.put("known folder", Shell32Util.getKnownFolderPath(KnownFolders.FOLDERID_Windows));
  }
}
