package org.bascule.bridge.session;

import java.util.ArrayList;
import java.util.List;
import org.bascule.spi.Abi;

/**
 * Names under which linkers export a 32-bit function: bare, as stdcall by MinGW and by Microsoft's,
 * as fastcall. The number is that of the bytes which the arguments take.
 */
final class LinkerNames {
  private LinkerNames() {}

  /** The names in the order in which they are tried; for 64 bits, those that were given. */
  static List<String> of(List<String> names, int argumentBytes, Abi abi) {
    List<String> all = new ArrayList<>(names);
    for (String name : names) {
      if (abi == Abi.X86 && name.matches("[A-Za-z_$][\\w$]*")) {
        all.add("_" + name + "@" + argumentBytes);
        all.add(name + "@" + argumentBytes);
        all.add("@" + name + "@" + argumentBytes);
      }
    }
    return all;
  }
}
