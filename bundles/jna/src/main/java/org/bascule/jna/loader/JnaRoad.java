package org.bascule.jna.loader;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** On Windows, where JNA finds and calls DLLs by itself. */
record JnaRoad(SearchPath path) implements Road {
  @Override
  public <T extends Library> T load(String name, Class<T> type, Optional<Map<String, ?>> options) {
    tellDirectories(name);
    return options.isPresent() ? Native.load(name, type, options.get()) : Native.load(name, type);
  }

  @Override
  public <T extends Library> T loadSynchronized(
      String name, Class<T> type, Map<String, ?> options) {
    return type.cast(Native.synchronizedLibrary(load(name, type, Optional.of(options))));
  }

  @Override
  public BasculeLibrary library(String name, Map<String, ?> options) {
    tellDirectories(name);
    NativeLibrary library = NativeLibrary.getInstance(name, options);
    return new BasculeLibrary(
        name,
        function -> {
          Function found = library.getFunction(function);
          return (type, arguments) -> found.invoke(type, arguments);
        });
  }

  /** JNA knows its own property. */
  private void tellDirectories(String name) {
    for (Path directory : path.of(SearchPath.OWN)) {
      NativeLibrary.addSearchPath(name, directory.toString());
    }
  }
}
