package org.bascule.jna.loader;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.Map;
import java.util.Optional;

/**
 * Loads JNA interfaces on every system: on Windows it is {@link Native#load}, elsewhere the session
 * that everybody shares ({@link org.bascule.bridge.Bascule#shared()}). Used by any thread.
 *
 * <pre>{@code
 * Kernel32 INSTANCE = BasculeNative.load("kernel32", Kernel32.class, W32APIOptions.DEFAULT_OPTIONS);
 * }</pre>
 *
 * <p>DLLs are looked for in the directories of {@link NativeLibrary#addSearchPath}, of the system
 * properties {@code bascule.library.path} and {@code jna.library.path}, then where the session
 * looks.
 */
public final class BasculeNative {
  private static final Road ROAD = road(new SearchPath(System::getProperty));

  private BasculeNative() {}

  private static Road road(SearchPath path) {
    return Platform.isWindows()
        ? new JnaRoad(path)
        : new SessionRoad(new SharedSession(path), path);
  }

  /**
   * An object that calls the DLL.
   *
   * @param name as for {@code Native.load}: without path and {@code .dll}, or a path
   * @throws UnsatisfiedLinkError if the DLL is not found or cannot be loaded
   * @throws IllegalArgumentException if the type is not an interface that can be implemented
   */
  public static <T extends Library> T load(String name, Class<T> type) {
    return ROAD.load(name, type, Optional.empty());
  }

  /**
   * The same with options.
   *
   * @param options by the names in {@link Library}
   */
  public static <T extends Library> T load(String name, Class<T> type, Map<String, ?> options) {
    return ROAD.load(name, type, Optional.of(options));
  }

  /**
   * The same, but one thread at a time calls the DLL through what this gives: {@link
   * Native#synchronizedLibrary}. The interface is initialised.
   */
  public static <T extends Library> T loadSynchronized(
      String name, Class<T> type, Map<String, ?> options) {
    return ROAD.loadSynchronized(name, type, options);
  }

  /**
   * The DLL's functions by their names, as {@link NativeLibrary#getInstance(String)} gives them.
   *
   * @throws UnsatisfiedLinkError if the DLL is not found or cannot be loaded
   */
  public static BasculeLibrary library(String name) {
    return ROAD.library(name, Map.of());
  }

  /**
   * The same with options: {@link NativeLibrary#getInstance(String, Map)}.
   *
   * @param options by the names in {@link Library}
   */
  public static BasculeLibrary library(String name, Map<String, ?> options) {
    return ROAD.library(name, options);
  }
}
