package org.bascule.transport.wine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Switches Wine's crash dialog and debugger off: a process that faults outside a call ends at once
 * then, with the fault's code for a status. The registry's text files are appended to, which Wine
 * takes for a later setting of the same key; its server must not run meanwhile.
 */
final class CrashSettings {
  private static final String USER =
      """

      [Software\\\\Wine\\\\WineDbg] 1
      "ShowCrashDialog"=dword:00000000
      """;
  private static final String DEBUGGER =
      """

      [Software\\\\%sMicrosoft\\\\Windows NT\\\\CurrentVersion\\\\AeDebug] 1
      "Auto"="1"
      "Debugger"=""
      """;

  private CrashSettings() {}

  /** Whether it has been done. */
  static boolean applied(Path prefix) throws IOException {
    return text(prefix.resolve("user.reg")).contains("\"ShowCrashDialog\"=dword:00000000\n")
        && text(prefix.resolve("system.reg")).contains("\"Debugger\"=\"\"\n");
  }

  /** Does it. */
  static void apply(Path prefix) throws IOException {
    append(prefix.resolve("user.reg"), USER);
    append(
        prefix.resolve("system.reg"),
        DEBUGGER.formatted("") + DEBUGGER.formatted("Wow6432Node\\\\"));
  }

  private static String text(Path registry) throws IOException {
    return Files.readString(registry, StandardCharsets.ISO_8859_1);
  }

  private static void append(Path registry, String text) throws IOException {
    Files.writeString(registry, text, StandardCharsets.US_ASCII, StandardOpenOption.APPEND);
  }
}
