package org.bascule.guest;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import oshi.SystemInfo;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.software.os.OperatingSystem;

/** Measures the system by oshi, which asks jna-platform: its COM for WMI, its PDH, its services. */
public final class MeasuringProgram implements Function<String, Map<String, String>> {
  @Override
  public Map<String, String> apply(String nothing) {
    Map<String, String> told = new TreeMap<>();
    SystemInfo info = new SystemInfo();
    told.put("platform", "" + SystemInfo.getCurrentPlatform());
    system(info.getOperatingSystem(), told);
    hardware(info.getHardware(), told);
    return told;
  }

  private static void system(OperatingSystem system, Map<String, String> told) {
    told.put("manufacturer", system.getManufacturer());
    told.put("bits", "" + system.getBitness());
    told.put("up", "" + (system.getSystemUptime() > 0));
    told.put("services", "" + !system.getServices().isEmpty());
    told.put(
        "sockets",
        "" + (system.getInternetProtocolStats().getTCPv4Stats().getSegmentsReceived() >= 0));
  }

  private static void hardware(HardwareAbstractionLayer hardware, Map<String, String> told) {
    told.put("computer", hardware.getComputerSystem().getManufacturer());
    told.put("page size", "" + hardware.getMemory().getPageSize());
    told.put(
        "memory", "" + (hardware.getMemory().getTotal() > hardware.getMemory().getAvailable()));
    told.put("processors", "" + (hardware.getProcessor().getLogicalProcessorCount() > 0));
  }
}
