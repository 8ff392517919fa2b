package org.bascule.windowsjna.world.library;

import org.bascule.bridge.raw.RawHost;
import org.bascule.bridge.raw.RawRegister;
import org.bascule.windowsjna.world.call.Targets;

/** The functions of kernel32 that rooms of a world need themselves. Thread-safe. */
public final class Kernel {
  private static final int STDCALL = 63;

  private final RawHost host;
  private final Targets targets;
  private long module;

  /** Nothing is loaded yet. */
  public Kernel(RawHost host, Targets targets) {
    this.host = host;
    this.targets = targets;
  }

  /** Calls a function. It is nobody's call: the thread's last error stays for JNA what it was. */
  public long call(String function, long... arguments) {
    long address = host.export(module(), function).orElseThrow();
    return targets
        .get("kernel32." + function, address, STDCALL, arguments.length, RawRegister.INTEGER, false)
        .call(arguments, code -> {});
  }

  private synchronized long module() {
    if (module == 0) {
      module = host.load("kernel32");
    }
    return module;
  }
}
