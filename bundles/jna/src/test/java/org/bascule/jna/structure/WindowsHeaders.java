package org.bascule.jna.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bascule.spi.Abi;

/** What mingw-w64's headers say of structs: asked of its compilers, without running anything. */
final class WindowsHeaders {
  private static final Map<Abi, String> COMPILERS =
      Map.of(Abi.X64, "x86_64-w64-mingw32-gcc", Abi.X86, "i686-w64-mingw32-gcc");

  private static final String INCLUDES =
      """
      #define UNICODE
      #define _UNICODE
      #define SECURITY_WIN32
      #define WINVER 0x0A00
      #define _WIN32_WINNT 0x0A00
      #define NTDDI_VERSION 0x0A000000
      #define CERT_CHAIN_PARA_HAS_EXTRA_FIELDS
      #define CRYPT_SIGN_MESSAGE_PARA_HAS_CMS_FIELDS
      #define CRYPT_VERIFY_MESSAGE_PARA_HAS_EXTRA_FIELDS
      #include <winsock2.h>
      #include <ws2tcpip.h>
      #include <windows.h>
      #include <cfgmgr32.h>
      #include <dbghelp.h>
      #include <ddeml.h>
      #include <dde.h>
      #include <dwmapi.h>
      #include <iphlpapi.h>
      #include <lm.h>
      #include <dsgetdc.h>
      #include <mmsystem.h>
      #include <ntsecapi.h>
      #include <oaidl.h>
      #include <ole2.h>
      #include <pdh.h>
      #include <powrprof.h>
      #include <psapi.h>
      #include <ras.h>
      #include <raserror.h>
      #include <security.h>
      #include <setupapi.h>
      #include <shellapi.h>
      #include <shlobj.h>
      #include <stddef.h>
      #include <tlhelp32.h>
      #include <wincrypt.h>
      #include <winevt.h>
      #include <wininet.h>
      #include <winioctl.h>
      #include <winspool.h>
      #include <winsvc.h>
      #include <wtsapi32.h>
      #include <physicalmonitorenumerationapi.h>
      #include <highlevelmonitorconfigurationapi.h>
      """;

  private static final Pattern UNKNOWN =
      Pattern.compile("error: (?:'(\\w+)' undeclared|unknown type name '(\\w+)')");

  private static final Pattern NO_MEMBER =
      Pattern.compile("error: .*(?:has no member named|not a structure or union|is a pointer)");

  private static final Pattern ANSWER =
      Pattern.compile(
          "'char \\(\\*\\)\\[(\\d+)]' from incompatible pointer type "
              + "'struct answer_(\\w+) \\*'");

  private WindowsHeaders() {}

  /** The sizes of those structs that the headers have. */
  static Map<String, Long> sizes(Abi abi, Collection<String> names) throws Exception {
    Set<String> known = new TreeSet<>(names);
    known.removeAll(unknown(abi, names));
    return found(abi, known);
  }

  /**
   * The offsets of those members that the headers' structs have by the same name, but for the case
   * of its first letter, as {@code STRUCT.member}.
   *
   * @param members names of members by the name of their struct, which the headers have
   */
  static Map<String, Long> offsets(Abi abi, Map<String, List<String>> members) throws Exception {
    List<String> asked = new ArrayList<>();
    members.forEach(
        (struct, names) -> {
          for (String name : names) {
            asked.add(struct + "." + name);
            if (Character.isLowerCase(name.charAt(0))) {
              asked.add(struct + "." + Character.toUpperCase(name.charAt(0)) + name.substring(1));
            }
          }
        });
    StringBuilder source = new StringBuilder(INCLUDES);
    for (int i = 0; i < asked.size(); i++) {
      String place = asked.get(i).replace(".", ", ");
      source.append(
          "char (*ask_%d)[offsetof(%s) + 1] = (struct answer_%d *)0;\n".formatted(i, place, i));
    }
    String output = compile(abi, "offsets", source.toString());
    Map<String, Long> offsets = new TreeMap<>();
    Matcher matcher = ANSWER.matcher(output);
    while (matcher.find()) {
      String place = asked.get(Integer.parseInt(matcher.group(2)));
      offsets.put(place, Long.parseLong(matcher.group(1)) - 1);
    }
    // Whatever got no answer must be a member that is not there.
    int absent = (int) NO_MEMBER.matcher(output).results().count();
    assertThat(offsets.size() + absent).as(output).isEqualTo(asked.size());
    return offsets;
  }

  private static Set<String> unknown(Abi abi, Collection<String> names) throws Exception {
    String source =
        names.stream()
            .map(n -> "char probe_" + n + "[sizeof(" + n + ")];\n")
            .collect(Collectors.joining("", INCLUDES, ""));
    Set<String> unknown = new TreeSet<>();
    Matcher matcher = UNKNOWN.matcher(compile(abi, "names", source));
    while (matcher.find()) {
      unknown.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return unknown;
  }

  /**
   * A compiler tells a size when it refuses to convert a pointer to an array of that length: the
   * number stands in the message.
   */
  private static Map<String, Long> found(Abi abi, Set<String> names) throws Exception {
    StringBuilder source = new StringBuilder(INCLUDES);
    for (String name : names) {
      source
          .append("char (*ask_")
          .append(name)
          .append(")[sizeof(")
          .append(name)
          .append(")] = ")
          .append("(struct answer_")
          .append(name)
          .append(" *)0;\n");
    }
    String output = compile(abi, "sizes", source.toString());
    Map<String, Long> sizes = new TreeMap<>();
    Matcher matcher = ANSWER.matcher(output);
    while (matcher.find()) {
      sizes.put(matcher.group(2), Long.valueOf(matcher.group(1)));
    }
    assertThat(sizes.keySet()).as(output).isEqualTo(names);
    return sizes;
  }

  private static String compile(Abi abi, String what, String source) throws Exception {
    Path directory = Files.createDirectories(Path.of("target", "mingw"));
    Path file = Files.writeString(directory.resolve(what + "-" + abi + ".c"), source);
    Process compiler = start(COMPILERS.get(abi), file);
    String output = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    compiler.waitFor();
    assertThat(output).doesNotContain("fatal error");
    return output;
  }

  private static Process start(String compiler, Path file) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(
                  compiler,
                  "-std=gnu11",
                  "-fsyntax-only",
                  "-fmax-errors=0",
                  "-fno-diagnostics-show-caret",
                  file.toString())
              .redirectErrorStream(true);
      // The messages are read: in English, with plain quotes.
      builder.environment().put("LC_ALL", "C");
      return builder.start();
    } catch (IOException e) {
      throw new AssertionError(
          "this test compares with " + compiler + ", which cannot be started: install mingw-w64",
          e);
    }
  }
}
