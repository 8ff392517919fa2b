package org.bascule.bridge;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One export of a DLL.
 *
 * @param name empty if it is exported by ordinal only
 * @param ordinal its number
 * @param address in the host; 0 if it is forwarded
 * @param forwarder {@code MODULE.Name} that it stands for; empty if it is no forward
 */
public record ExportInfo(String name, int ordinal, long address, String forwarder) {
  private static final Pattern DECORATED = Pattern.compile("[_@]?([A-Za-z_$][\\w$]*)@\\d+");

  /**
   * The function's name in C where the linker has decorated it, as 32-bit ones do for stdcall and
   * fastcall: {@code f} of {@code _f@8}, {@code f@8} and {@code @f@8}. Else the name.
   */
  public String undecorated() {
    Matcher decorated = DECORATED.matcher(name);
    return decorated.matches() ? decorated.group(1) : name;
  }
}
