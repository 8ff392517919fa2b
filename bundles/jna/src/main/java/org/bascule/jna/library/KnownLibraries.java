package org.bascule.jna.library;

import com.sun.jna.Native;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Map;

/** What JNA keeps to itself about library interfaces; the names are those of JNA 5. */
final class KnownLibraries {
  private static final MethodHandle OPTIONS = getter("typeOptions");
  private static final MethodHandle INSTANCES = getter("libraries");

  private KnownLibraries() {}

  /**
   * The options of each class that JNA has asked for them; the map that JNA itself uses. It keeps
   * its values as long as their keys live: what is put there must not lead back to them.
   */
  @SuppressWarnings("unchecked")
  static Map<Class<?>, Map<String, Object>> options() {
    try {
      return (Map<Class<?>, Map<String, Object>>) OPTIONS.invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its instance of each library interface. */
  @SuppressWarnings("unchecked")
  static Map<Class<?>, Object> instances() {
    try {
      return (Map<Class<?>, Object>) INSTANCES.invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static MethodHandle getter(String name) {
    try {
      return MethodHandles.privateLookupIn(Native.class, MethodHandles.lookup())
          .findStaticGetter(Native.class, name, Map.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
