package org.bascule.jna.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bascule.spi.Abi;
import org.bascule.spi.Layout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the members of jna-platform's structures lie, against the compiler's {@code offsetof}. */
class PlatformMembersTest {
  /** As jna-platform declares them they lie elsewhere than the headers' do, on Windows too. */
  private static final Map<String, String> DECLARED_OTHERWISE =
      Map.of(
          "behind char, of 2 bytes, where C has char of 1",
          "DCB.EofChar DCB.ErrorChar DCB.EvtChar DCB.XoffChar DCB.XonChar DCB.wReserved1",
          "behind boolean, of 4 bytes, where C has BOOLEAN of 1",
          "FILE_STANDARD_INFO.Directory",
          "behind String, a pointer, where C has an array of wchar_t",
          """
          TIME_ZONE_INFORMATION.DaylightBias TIME_ZONE_INFORMATION.DaylightDate
          TIME_ZONE_INFORMATION.DaylightName TIME_ZONE_INFORMATION.StandardBias
          TIME_ZONE_INFORMATION.StandardDate""",
          "behind members that later versions of Windows made of spare2",
          "SYSTEM_POWER_CAPABILITIES.spare3");

  /**
   * All of their members, however many the headers know, lie behind the header of
   * SYSTEM_LOGICAL_PROCESSOR_INFORMATION_EX, which is of so many bytes.
   */
  private static final Map<String, Long> BEHIND_A_HEADER =
      Map.of(
          "CACHE_RELATIONSHIP", 8L,
          "GROUP_RELATIONSHIP", 8L,
          "NUMA_NODE_RELATIONSHIP", 8L,
          "PROCESSOR_RELATIONSHIP", 8L);

  /** Members of newer headers that were cut out of what older ones have as reserved. */
  private static final Map<String, String> CUT_OUT_OF =
      Map.of("PROCESSOR_RELATIONSHIP.EfficiencyClass", "PROCESSOR_RELATIONSHIP.Reserved");

  /** These lie elsewhere on one side only. */
  private static final Map<Abi, Map<String, String>> ON_ONE_ABI =
      Map.of(
          Abi.X64,
          Map.of(
              "packed to 4 bytes in C",
              """
              RASCONN.dwFlags RASCONN.dwSubEntry RASCONN.guidEntry RASCONN.hrasconn RASCONN.luid
              RASCONN.szDeviceName RASCONN.szDeviceType RASCONN.szEntryName RASCONN.szPhonebook
              RASEAPINFO.pbEapInfo""",
              "a pointer, aligned to 8, where C has an array of wchar_t",
              "TIME_ZONE_INFORMATION.StandardName"),
          Abi.X86,
          Map.of(
              "packed to 1 byte in C",
              "SHFILEOPSTRUCT.fAnyOperationsAborted SHFILEOPSTRUCT.lpszProgressTitle"));

  @ParameterizedTest
  @EnumSource
  void agreesWithTheCompiler(Abi abi) throws Exception {
    Map<String, Layout.Struct> ours = PlatformLayoutTest.layouts(abi);
    Map<String, List<String>> members = new TreeMap<>();
    for (String name : WindowsHeaders.sizes(abi, ours.keySet()).keySet()) {
      members.put(name, ours.get(name).members().stream().map(Layout.Member::name).toList());
    }
    Map<String, Long> theirs = WindowsHeaders.offsets(abi, members);
    Set<String> different = new TreeSet<>();
    theirs.forEach(
        (place, offset) -> {
          String struct = place.substring(0, place.indexOf('.'));
          if (offset(ours, place) != offset + BEHIND_A_HEADER.getOrDefault(struct, 0L)) {
            different.add(place);
          }
        });

    CUT_OUT_OF.forEach(
        (member, reserved) -> {
          if (!theirs.containsKey(member)) {
            different.remove(reserved);
          }
        });

    // The others have names of their own in jna-platform: 95 of 1578.
    assertThat(theirs).hasSizeGreaterThanOrEqualTo(1480);
    assertThat(different).isEqualTo(expected(abi));
  }

  private static Set<String> expected(Abi abi) {
    Set<String> expected = new TreeSet<>();
    for (Map<String, String> known : List.of(DECLARED_OTHERWISE, ON_ONE_ABI.get(abi))) {
      known.values().forEach(places -> expected.addAll(List.of(places.split("\\s+"))));
    }
    return expected;
  }

  private static long offset(Map<String, Layout.Struct> layouts, String place) {
    int dot = place.indexOf('.');
    return layouts.get(place.substring(0, dot)).members().stream()
        .filter(m -> m.name().equalsIgnoreCase(place.substring(dot + 1)))
        .findFirst()
        .orElseThrow()
        .offset();
  }
}
