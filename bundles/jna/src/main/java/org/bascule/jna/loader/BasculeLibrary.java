package org.bascule.jna.loader;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A DLL whose functions are called by their names, as through JNA's {@code NativeLibrary}. */
public final class BasculeLibrary {
  private final String name;
  private final Function<String, BasculeFunction.Invoker> finder;
  private final Map<String, BasculeFunction> functions = new ConcurrentHashMap<>();

  BasculeLibrary(String name, Function<String, BasculeFunction.Invoker> finder) {
    this.name = name;
    this.finder = finder;
  }

  /** As it was asked for. */
  public String getName() {
    return name;
  }

  /**
   * A function of it, which is looked up when it is first called.
   *
   * @param function as the DLL exports it
   */
  public BasculeFunction getFunction(String function) {
    return functions.computeIfAbsent(
        function, named -> new BasculeFunction(named, finder.apply(named)));
  }

  @Override
  public String toString() {
    return name;
  }
}
