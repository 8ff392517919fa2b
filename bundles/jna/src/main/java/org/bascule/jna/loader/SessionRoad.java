package org.bascule.jna.loader;

import com.sun.jna.FunctionMapper;
import com.sun.jna.Library;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bascule.bridge.LoadedLibrary;
import org.bascule.bridge.Session;

/**
 * Through a session, everywhere but on Windows.
 *
 * @param sessions the session for a DLL
 */
record SessionRoad(Function<String, Session> sessions, SearchPath path) implements Road {
  @Override
  public <T extends Library> T load(String name, Class<T> type, Optional<Map<String, ?>> options) {
    String library = path.find(name);
    Session session = sessions.apply(library);
    return options.isPresent()
        ? session.load(library, type, options.get())
        : session.load(library, type);
  }

  /** The library itself is held meanwhile: all interfaces to it wait for each other. */
  @Override
  public <T extends Library> T loadSynchronized(
      String name, Class<T> type, Map<String, ?> options) {
    T library = load(name, type, Optional.of(options));
    return OneAtATime.of(type, library, loaded(name));
  }

  @Override
  public BasculeLibrary library(String name, Map<String, ?> options) {
    // At once, so that a missing DLL is told as such.
    loaded(name);
    return new BasculeLibrary(
        name,
        function -> {
          FunctionMapper named = (library, method) -> function;
          Map<String, Object> all = new HashMap<>(options);
          all.put(Library.OPTION_FUNCTION_MAPPER, named);
          return new SessionFunction(
              name + "." + function, load(name, ByResult.class, Optional.of(all)));
        });
  }

  private LoadedLibrary loaded(String name) {
    String library = path.find(name);
    return sessions.apply(library).library(library);
  }
}
