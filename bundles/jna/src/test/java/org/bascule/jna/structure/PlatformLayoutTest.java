package org.bascule.jna.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Structure;
import com.sun.jna.platform.win32.OaIdl;
import com.sun.jna.platform.win32.Tlhelp32;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinUser;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bascule.error.SignatureException;
import org.bascule.jna.Fixture;
import org.bascule.spi.Abi;
import org.bascule.spi.Layout;
import org.bascule.spi.Place;
import org.bascule.spi.kit.KitUse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The layouts of jna-platform's structures against those of the compiler. */
class PlatformLayoutTest {
  /** As jna-platform declares them they are other structs than the headers', on Windows too. */
  private static final Map<String, Set<String>> DECLARED_OTHERWISE =
      Map.of(
          "begins with the header of SYSTEM_LOGICAL_PROCESSOR_INFORMATION_EX",
          Set.of(
              "CACHE_RELATIONSHIP",
              "GROUP_RELATIONSHIP",
              "NUMA_NODE_RELATIONSHIP",
              "PROCESSOR_RELATIONSHIP"),
          "char, of 2 bytes, where C has char of 1",
          Set.of("DCB"),
          "boolean, of 4 bytes, where C has BOOLEAN of 1",
          Set.of("FILE_DISPOSITION_INFO", "FILE_STANDARD_INFO"),
          "the name of a pointer in C",
          Set.of("LPPRINTER_DEFAULTS"),
          "an array at the end that a new instance has empty, and C with one element",
          Set.of(
              "MIB_TCP6TABLE_OWNER_PID",
              "MIB_TCPTABLE_OWNER_PID",
              "MIB_UDP6TABLE_OWNER_PID",
              "MIB_UDPTABLE_OWNER_PID",
              "POWERBROADCAST_SETTING",
              "TOKEN_PRIVILEGES"),
          "packed to 4 bytes in C, or of another version of Windows",
          Set.of(
              "RASCONN",
              "RASCONNSTATUS",
              "RASDIALEXTENSIONS",
              "RASDIALPARAMS",
              "RASEAPINFO",
              "RASENTRY",
              "RASIPV4ADDR"),
          "packed to 1 byte in C on x86",
          Set.of("SHFILEOPSTRUCT"),
          "String, a pointer, where C has an array of wchar_t",
          Set.of("TIME_ZONE_INFORMATION"));

  /** These differ on x64 only. */
  private static final Set<String> ALIKE_ON_X86 = Set.of("RASEAPINFO");

  /** And these on x86 only. */
  private static final Set<String> ALIKE_ON_X64 = Set.of("SHFILEOPSTRUCT");

  @ParameterizedTest
  @EnumSource
  void agreesWithTheCompiler(Abi abi) throws Exception {
    Map<String, Layout.Struct> ours = layouts(abi);
    Map<String, Long> theirs = WindowsHeaders.sizes(abi, ours.keySet());
    Set<String> different = new TreeSet<>();
    theirs.forEach(
        (name, size) -> {
          if (size != ours.get(name).size()) {
            different.add(name);
          }
        });

    assertThat(theirs).hasSizeGreaterThanOrEqualTo(285);
    assertThat(different).isEqualTo(expectedDifferences(abi));
  }

  @ParameterizedTest
  @CsvSource({
    "WIN32_FIND_DATA, 592, 592",
    "PROCESSENTRY32, 568, 556",
    "OSVERSIONINFO, 276, 276",
    "SAFEARRAY, 32, 24",
    "INPUT, 40, 28"
  })
  void hasTheSizesOfWindowsAndNotOfLinux(String name, long x64, long x86) {
    Class<? extends Structure> type =
        Stream.of(
                WinBase.WIN32_FIND_DATA.class,
                Tlhelp32.PROCESSENTRY32.class,
                WinNT.OSVERSIONINFO.class,
                OaIdl.SAFEARRAY.class,
                WinUser.INPUT.class)
            .filter(c -> c.getSimpleName().equals(name))
            .findFirst()
            .orElseThrow();

    assertThat(layout(type, Abi.X64).size()).isEqualTo(x64);
    assertThat(layout(type, Abi.X86).size()).isEqualTo(x86);
  }

  /** All that JNA itself can make: the others need arguments, or their arrays are not set. */
  @Test
  void knowsTheLayoutOfEveryStructureThatHasOne() {
    List<String> without = new ArrayList<>();
    for (Class<? extends Structure> type : PlatformStructures.all()) {
      try {
        layout(type, Abi.X64);
      } catch (SignatureException e) {
        without.add(type.getSimpleName());
      }
    }

    assertThat(without)
        .containsExactlyInAnyOrder(
            "DispatchListener",
            "UnknownListener",
            "ManagedSecBufferDesc",
            "KEY_BASIC_INFORMATION",
            "CERT_STRONG_SIGN_PARA",
            "DUMMYUNION",
            "PRIVILEGE_SET",
            "SECURITY_DESCRIPTOR",
            "INTERNET_CACHE_ENTRY_INFO");
    assertThat(PlatformStructures.all()).hasSizeGreaterThan(350);
  }

  private static Set<String> expectedDifferences(Abi abi) {
    Set<String> expected = new TreeSet<>();
    DECLARED_OTHERWISE.values().stream().flatMap(Collection::stream).forEach(expected::add);
    expected.removeAll(abi == Abi.X86 ? ALIKE_ON_X86 : ALIKE_ON_X64);
    return expected;
  }

  /** The layouts of all that have one, by the class's own name. */
  static Map<String, Layout.Struct> layouts(Abi abi) {
    Map<String, Layout.Struct> layouts = new TreeMap<>();
    for (Class<? extends Structure> type : PlatformStructures.all()) {
      try {
        layouts.put(type.getSimpleName(), layout(type, abi));
      } catch (SignatureException e) {
        // Named by the other test.
      }
    }
    return layouts;
  }

  private static Layout.Struct layout(Class<? extends Structure> type, Abi abi) {
    return (Layout.Struct)
        Fixture.context(abi).marshaller(KitUse.java(type, Place.TARGET)).layout();
  }
}
