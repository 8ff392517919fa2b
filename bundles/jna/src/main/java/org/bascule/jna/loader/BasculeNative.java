package org.bascule.jna.loader;

import com.sun.jna.Library;
import com.sun.jna.Native;
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
 */
public final class BasculeNative {
  private static final LibraryLoader LOADER =
      new LibraryLoader(Platform::isWindows, new Windows(), new SharedSession());

  private BasculeNative() {}

  /**
   * An object that calls the DLL.
   *
   * @param name as for {@code Native.load}: without path and {@code .dll}, or a path
   * @throws UnsatisfiedLinkError if the DLL is not found or cannot be loaded
   * @throws IllegalArgumentException if the type is not an interface that can be implemented
   */
  public static <T extends Library> T load(String name, Class<T> type) {
    return LOADER.load(name, type, Optional.empty());
  }

  /**
   * The same with options.
   *
   * @param options by the names in {@link Library}
   */
  public static <T extends Library> T load(String name, Class<T> type, Map<String, ?> options) {
    return LOADER.load(name, type, Optional.of(options));
  }

  private static final class Windows implements LibraryLoader.Road {
    @Override
    public <T extends Library> T load(
        String name, Class<T> type, Optional<Map<String, ?>> options) {
      return options.isPresent() ? Native.load(name, type, options.get()) : Native.load(name, type);
    }
  }
}
