package org.bascule.jna.loader;

import com.sun.jna.Library;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Chooses the road to a DLL.
 *
 * @param onWindows whether this JVM can load DLLs itself
 */
record LibraryLoader(BooleanSupplier onWindows, Road windows, Road elsewhere) {
  /** A way to load libraries. */
  interface Road {
    /** An object that calls the library; without options the interface's own hold. */
    <T extends Library> T load(String name, Class<T> type, Optional<Map<String, ?>> options);
  }

  <T extends Library> T load(String name, Class<T> type, Optional<Map<String, ?>> options) {
    Road road = onWindows.getAsBoolean() ? windows : elsewhere;
    return road.load(name, type, options);
  }
}
