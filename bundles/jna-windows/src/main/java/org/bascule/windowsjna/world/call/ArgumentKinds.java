package org.bascule.windowsjna.world.call;

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * How objects are passed, found by their class without a lock. What is found lies with the class,
 * which may be the JDK's own: so that it does not keep the world, the world keeps it.
 */
final class ArgumentKinds {
  // By identity: the JDK keeps the types of a record's parts once it has been asked for its hash.
  private static final Set<ArgumentKind> KEPT =
      Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

  private static final ClassValue<WeakReference<ArgumentKind>> ALL =
      new ClassValue<>() {
        @Override
        protected WeakReference<ArgumentKind> computeValue(Class<?> type) {
          ArgumentKind kind = ArgumentKind.of(type);
          KEPT.add(kind);
          return new WeakReference<>(kind);
        }
      };

  private ArgumentKinds() {}

  /** That of a class. */
  static ArgumentKind of(Class<?> type) {
    return ALL.get(type).get();
  }
}
