package org.bascule.itest.lifetime;

import java.lang.reflect.Field;
import org.bascule.bridge.Session;
import org.bascule.bridge.invoke.FunctionSites;
import org.bascule.bridge.upcall.Callbacks;
import org.bascule.lifetime.WeakTable;
import org.bascule.lifetime.WeakValues;

/**
 * How much a session knows of what others own. Its users have no business with that, so that it can
 * only be seen in its private parts.
 *
 * @param sites from which functions are called
 * @param registrations of Java functions
 * @param proxies that call functions of DLLs, in both tables
 * @param results of callbacks that have memory
 */
record Inside(int sites, int registrations, int proxies, int results) {
  static Inside of(Session session) {
    FunctionSites sites = (FunctionSites) field(session, "sites");
    Callbacks callbacks = (Callbacks) field(session, "callbacks");
    Object proxies = field(callbacks, "proxies");
    Object results = field(field(session, "requests"), "keptMemory");
    return new Inside(
        sites.count(),
        callbacks.count(),
        ((WeakValues<?, ?>) field(proxies, "byKey")).size()
            + ((WeakTable<?, ?>) field(proxies, "byObject")).size(),
        ((WeakTable<?, ?>) field(results, "all")).size());
  }

  private static Object field(Object object, String name) {
    try {
      Field field = object.getClass().getDeclaredField(name);
      field.setAccessible(true);
      return field.get(object);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
