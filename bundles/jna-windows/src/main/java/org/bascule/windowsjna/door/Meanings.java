package org.bascule.windowsjna.door;

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.bascule.windowsjna.NativeMeaning;

/** What native methods mean in the jars of each class loader. Thread-safe. */
final class Meanings {
  private final Map<ClassLoader, NativeMeaning> all =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** That of a loader, which is kept as long as the loader is. */
  NativeMeaning of(ClassLoader loader) {
    return all.computeIfAbsent(loader, Meanings::made);
  }

  private static NativeMeaning made(ClassLoader loader) {
    WeakReference<ClassLoader> weak = new WeakReference<>(loader);
    return new NativeMeaning(
        name -> {
          ClassLoader present = weak.get();
          return present == null ? null : present.getResource(name.replace('.', '/') + ".class");
        });
  }
}
