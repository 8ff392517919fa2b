package org.bascule.windowsjna.osgi;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bascule.bridge.Session;
import org.bascule.windowsjna.WorldHost;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Watches which bundles want the Windows world, and has them wired to it. While none does, there is
 * nothing of it: no bundle and no host. Thread-safe.
 */
final class WorldDoor implements SynchronousBundleListener, AutoCloseable {
  private static final System.Logger LOG = System.getLogger("org.bascule.windowsjna");

  private final BundleContext context;
  private final Supplier<Session> opener;
  private final Inhabitants inhabitants = new Inhabitants();
  private final WorldBundles world;
  private volatile List<ServiceRegistration<?>> services = List.of();
  private final AtomicInteger wanting = new AtomicInteger();
  private volatile OptIn optIn = OptIn.of();
  private volatile boolean closed;

  WorldDoor(BundleContext context, Supplier<Session> opener) {
    this.context = context;
    this.opener = opener;
    this.world = new WorldBundles(context);
  }

  /** Begins to watch. */
  void open(OptIn wanted) {
    optIn = wanted;
    attempt(world::sweep);
    context.addBundleListener(this);
    review();
  }

  /** From now on these want it. */
  void change(OptIn wanted) {
    optIn = wanted;
    review();
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    int changes = BundleEvent.INSTALLED | BundleEvent.UPDATED | BundleEvent.UNINSTALLED;
    if ((event.getType() & changes) != 0 && !WorldBundles.isOwn(event.getBundle())) {
      review();
    }
  }

  /**
   * Never waits for another thread, which may have locks of the framework: it goes round once more
   * instead.
   */
  private void review() {
    if (wanting.getAndIncrement() == 0) {
      int seen;
      do {
        seen = wanting.get();
        attempt(closed ? this::end : this::look);
      } while (wanting.addAndGet(-seen) > 0);
    }
  }

  private void look() throws BundleException {
    Set<Long> before = inhabitants.guests();
    Set<Long> guests =
        Arrays.stream(context.getBundles())
            .filter(bundle -> !WorldBundles.isOwn(bundle) && optIn.wanted(bundle))
            .map(Bundle::getBundleId)
            .collect(Collectors.toSet());
    inhabitants.setGuests(guests);
    if (guests.isEmpty()) {
      world.uninstall();
      inhabitants.setOwn(Set.of());
    } else {
      enter(guests);
    }
    Set<Bundle> stale = new LinkedHashSet<>(world.lingering());
    stale.addAll(wrong(before));
    if (!stale.isEmpty()) {
      world.refresh(stale);
    }
  }

  private void enter(Set<Long> guests) throws BundleException {
    if (services.isEmpty()) {
      services =
          List.of(
              offer(ResolverHookFactory.class, new WorldHook(inhabitants)),
              offer(WeavingHook.class, new WorldWeaving(inhabitants)),
              context.registerService(WorldHost.class, new WorldSessions(opener), null));
    }
    world.install();
    inhabitants.setOwn(world.ids());
    world.start();
    world.copyPlatform(guests);
    inhabitants.setOwn(world.ids());
  }

  private <S> ServiceRegistration<S> offer(Class<S> type, S service) {
    return context.registerService(type, service, null);
  }

  /** Those who are wired to another world than theirs, or may have been wired to none. */
  private Set<Bundle> wrong(Set<Long> guestsBefore) {
    Set<Bundle> wrong = new HashSet<>();
    for (Bundle bundle : context.getBundles()) {
      BundleWiring wiring = bundle.adapt(BundleWiring.class);
      boolean fresh =
          inhabitants.guests().contains(bundle.getBundleId())
              && !guestsBefore.contains(bundle.getBundleId());
      if (wiring != null && (fresh || JnaWires.areWrong(wiring, inhabitants))) {
        wrong.add(bundle);
      }
    }
    return wrong;
  }

  /**
   * Ends the world. Bundles that were in it keep their classes, which say at each use that the host
   * has ended: what was written for Windows has no good of plain JNA.
   */
  @Override
  public void close() {
    closed = true;
    context.removeBundleListener(this);
    review();
  }

  private void end() throws BundleException {
    if (!services.isEmpty()) {
      world.uninstall();
      GoneWorlds.guard(context);
      services.forEach(ServiceRegistration::unregister);
      services = List.of();
    }
  }

  private interface Work {
    void run() throws BundleException;
  }

  private static void attempt(Work work) {
    try {
      work.run();
    } catch (BundleException | RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "JNA's Windows world cannot be had in this framework", e);
    }
  }
}
