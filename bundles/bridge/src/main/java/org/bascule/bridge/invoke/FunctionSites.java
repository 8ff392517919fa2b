package org.bascule.bridge.invoke;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/** The sites of a session, which are unbound together. Keeps none of them alive. Thread-safe. */
public final class FunctionSites {
  private final Set<FunctionSite> sites = Collections.newSetFromMap(new WeakHashMap<>());

  /** Adds one. */
  public synchronized void add(FunctionSite site) {
    sites.add(site);
  }

  /** Has all of them forget their plans. */
  public void unbindAll() {
    List<FunctionSite> present;
    synchronized (this) {
      present = new ArrayList<>(sites);
    }
    present.forEach(FunctionSite::unbind);
  }
}
