package org.bascule.windowsjna;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.bascule.windowsjna.NativeMeaning.ClassFiles;

/**
 * What native methods mean in the classes of each owner, so that the jars of each are read once.
 * Thread-safe.
 *
 * @param <O> what has classes: a class loader, a bundle's wiring
 */
public final class Meanings<O> {
  private final Map<O, NativeMeaning> all = Collections.synchronizedMap(new WeakHashMap<>());
  private final Function<O, ClassFiles> files;

  /** Of owners whose classes are found so. */
  public Meanings(Function<O, ClassFiles> files) {
    this.files = files;
  }

  /** That of an owner, which is kept as long as the owner is. */
  public NativeMeaning of(O owner) {
    return all.computeIfAbsent(owner, key -> new NativeMeaning(weakly(key)));
  }

  /** The map's values may not lead to its keys. */
  private ClassFiles weakly(O owner) {
    WeakReference<O> weak = new WeakReference<>(owner);
    return new ClassFiles() {
      @Override
      public URL place(String name) {
        O present = weak.get();
        return present == null ? null : files.apply(present).place(name);
      }

      @Override
      public Neighbours neighbours() {
        return (root, place, visitor) -> {
          O present = weak.get();
          if (present != null) {
            files.apply(present).neighbours().visit(root, place, visitor);
          }
        };
      }
    };
  }
}
