package org.bascule.jna.loader;

import com.sun.jna.Library;
import java.util.Map;
import java.util.Optional;

/** A way to DLLs. */
interface Road {
  /** An object that calls the library; without options the interface's own hold. */
  <T extends Library> T load(String name, Class<T> type, Optional<Map<String, ?>> options);

  /** An object through which one thread at a time calls the library. */
  <T extends Library> T loadSynchronized(String name, Class<T> type, Map<String, ?> options);

  /** The library's functions by their names. */
  BasculeLibrary library(String name, Map<String, ?> options);
}
