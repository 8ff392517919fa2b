package org.bascule.bridge.invoke;

import org.bascule.lifetime.Housekeeper;
import org.bascule.lifetime.WeakTable;

/** The sites of a session, which are unbound together. Keeps none of them alive. Thread-safe. */
public final class FunctionSites implements AutoCloseable {
  private final WeakTable<FunctionSite, Boolean> sites;

  /** None yet. */
  public FunctionSites(Housekeeper housekeeper) {
    sites = new WeakTable<>(housekeeper, gone -> {});
  }

  /** Adds one. */
  public void add(FunctionSite site) {
    sites.computeIfAbsent(site, reference -> true);
  }

  /** Has all of them forget their plans. */
  public void unbindAll() {
    sites.objects().forEach(FunctionSite::unbind);
  }

  /** How many there are. */
  public int count() {
    return sites.size();
  }

  /** Has all of them forget their plans, and forgets them. */
  @Override
  public void close() {
    unbindAll();
    sites.close();
  }
}
