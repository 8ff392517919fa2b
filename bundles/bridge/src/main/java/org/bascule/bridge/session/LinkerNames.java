package org.bascule.bridge.session;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bascule.spi.Abi;

/**
 * Names under which linkers export a 32-bit function: bare, as stdcall by MinGW and by Microsoft's,
 * as fastcall. The number is that of the bytes which the arguments take. Of what user32 has for 64
 * bits only, the one that winuser.h's macros make of it, such as GetWindowLong.
 */
final class LinkerNames {
  private static final Pattern FOR_64_BITS =
      Pattern.compile("([GS]et(?:Window|Class)Long)Ptr([AW]?)");

  private LinkerNames() {}

  /** The names in the order in which they are tried; for 64 bits, those that were given. */
  static List<String> of(List<String> names, int argumentBytes, Abi abi) {
    List<String> all = new ArrayList<>(names);
    for (String name : names) {
      if (abi == Abi.X86 && name.matches("[A-Za-z_$][\\w$]*")) {
        all.add("_" + name + "@" + argumentBytes);
        all.add(name + "@" + argumentBytes);
        all.add("@" + name + "@" + argumentBytes);
        Matcher wide = FOR_64_BITS.matcher(name);
        if (wide.matches()) {
          all.add(wide.group(1) + wide.group(2));
        }
      }
    }
    return all;
  }
}
