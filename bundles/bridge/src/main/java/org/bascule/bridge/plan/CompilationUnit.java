package org.bascule.bridge.plan;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.bascule.bridge.registry.RegistrySnapshot;

/**
 * What is compiled together: a function, the types of the function pointers it takes, what those
 * take in turn. A type that is met again, from wherever, is compiled once. Confined to the thread
 * that compiles, but for what is asked of its contexts later.
 */
public final class CompilationUnit {
  private final RegistrySnapshot registry;
  private final Map<Deferred.Key, Deferred> deferred = new HashMap<>();
  private final KnownTargets targets = new KnownTargets();
  private Meanings meanings;
  private final Set<BoundPointer<?>> met = Collections.newSetFromMap(new IdentityHashMap<>());

  /** An empty unit, whose factories are those of this generation. */
  public CompilationUnit(RegistrySnapshot registry) {
    this.registry = registry;
  }

  /** The factories to ask. */
  public RegistrySnapshot registry() {
    return registry;
  }

  /** Whether this type has not been met before; else it is compiled, or is being compiled. */
  public boolean meet(BoundPointer<?> pointer) {
    return met.add(pointer);
  }

  /** What names mean in all of it. */
  synchronized Meanings meanings(BindingEnvironment environment) {
    if (meanings == null) {
      meanings = Meanings.in(environment, registry);
    }
    return meanings;
  }

  /** What was put off, also by those that are compiled around this. */
  Map<Deferred.Key, Deferred> deferred() {
    return deferred;
  }

  /** What lies behind pointers and has been compiled. */
  KnownTargets targets() {
    return targets;
  }
}
