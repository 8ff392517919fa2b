package org.bascule.windowsjna.door;

import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.bascule.windowsjna.JvmWorld;

/**
 * Programs, or JNA itself, in modules that have names: those have to see the rooms of the world.
 */
final class NamedModules {
  private final Instrumentation instrumentation;

  NamedModules(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** Has a module read what its changed classes call, and JNA's be open for that. */
  void connect(Module module, ClassLoader loader) {
    Module rooms = loader.getUnnamedModule();
    if (!module.isNamed() || module.canRead(rooms)) {
      return;
    }
    Map<String, Set<Module>> open = new HashMap<>();
    module.getPackages().stream()
        .filter(name -> name.startsWith("com.sun.jna"))
        .forEach(name -> open.put(name, Set.of(rooms)));
    instrumentation.redefineModule(
        module, Set.of(rooms, JvmWorld.class.getModule()), Map.of(), open, Set.of(), Map.of());
  }
}
