package org.bascule.itest.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.inject.Inject;
import org.bascule.bridge.Bascule;
import org.bascule.itest.lifetime.hot.HotBundles;
import org.bascule.itest.lifetime.hot.HotCallers;
import org.bascule.itest.lifetime.hot.HotConsumer;
import org.junit.After;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * A marshaller's bundle comes, is updated, overridden and removed while a bundle that loaded its
 * interfaces once calls them on five threads, with forced collections in between: each call gets
 * what is there, and nothing of what has gone is kept.
 */
@RunWith(PaxExam.class)
public class HotLifeIT {
  private static final int ROUNDS = 6;
  private static final int THREADS = 5;
  private static final long NOTICED_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  @Inject private Bascule bascule;
  @Inject private BundleContext context;

  private final Map<String, WeakReference<ClassLoader>> loaders = new TreeMap<>();
  private HotCallers callers;
  private Bundle guest;
  private Bundle override;
  private Bundle consumer;
  private long slowest;

  @After
  public void clear() throws Exception {
    if (callers != null) {
      callers.end();
    }
    for (Bundle bundle : new Bundle[] {guest, override, consumer}) {
      if (bundle != null && bundle.getState() != Bundle.UNINSTALLED) {
        bundle.uninstall();
      }
    }
  }

  @Test
  public void callsGetWhatIsThereAndNothingOfWhatHasGoneIsKept() throws Exception {
    guest = start(HotBundles.guest("hot.guest", 1000, 0), "hot.guest");
    callers = new HotCallers(Set.of(of(1000)));
    startConsumer();
    for (int round = 0; round < ROUNDS; round++) {
      oneRound(round);
    }
    callers.end();
    long calls = callers.calls();
    assertThat(callers.wrong()).isEmpty();
    callers = null;
    consumer.uninstall();
    consumer = null;
    refresh();
    awaitCollected();
    System.out.printf(
        "%d calls in %d rounds, none wrong; the slowest change was noticed after %d ms; %d class"
            + " loaders collected%n",
        calls, ROUNDS, TimeUnit.NANOSECONDS.toMillis(slowest), loaders.size());
    assertThat(bascule.shared().end()).as("the session").isEmpty();
  }

  private void oneRound(int round) throws Exception {
    int first = 1000 + 10 * round;
    if (round > 0) {
      change(of(first), () -> guest = start(guestOf(first), "hot.guest"));
    }
    collect();
    change(of(first + 1), () -> update(guestOf(first + 1)));
    collect();
    change(
        of(first + 2),
        () -> override = start(HotBundles.guest("hot.override", first + 2, 10), "hot.override"));
    collect();
    change(of(first + 1), () -> override.uninstall());
    collect();
    change(gone(first + 1), () -> guest.uninstall());
    refresh();
    collect();
  }

  private static java.io.InputStream guestOf(int number) {
    return HotBundles.guest("hot.guest", number, 0);
  }

  private interface Change {
    void make() throws Exception;
  }

  /** While it is made, what was right before, what will be, and a loss in between are right. */
  private void change(String afterwards, Change change) throws Exception {
    Set<String> before = Set.copyOf(callers.latest().values());
    List<String> between = new ArrayList<>(before);
    between.add(afterwards);
    before.forEach(result -> between.add(goneAfter(result)));
    callers.allow(Set.copyOf(between));
    change.make();
    long start = System.nanoTime();
    await(() -> callers.allSay(afterwards));
    slowest = Math.max(slowest, System.nanoTime() - start);
    callers.allow(Set.of(afterwards));
    assertThat(System.nanoTime() - start)
        .as("nanoseconds until %s; the latest: %s", afterwards, callers.latest())
        .isLessThan(NOTICED_NANOS);
    assertThat(callers.wrong()).isEmpty();
  }

  private static String of(int number) {
    return String.valueOf(5 + number);
  }

  private static String gone(int number) {
    return "NO_MARSHALLER start the bundle again that took this type until it went away:"
        + " HotGuest$Factory of hot.guest 1.0."
        + number;
  }

  private static String goneAfter(String result) {
    return result.matches("\\d+") ? gone(Integer.parseInt(result) - 5) : result;
  }

  private void update(java.io.InputStream content) throws Exception {
    guest.update(content);
    remember("hot.guest", guest);
  }

  private Bundle start(java.io.InputStream content, String name) throws Exception {
    Bundle bundle = context.installBundle("hot:" + name, content);
    bundle.start();
    remember(name, bundle);
    return bundle;
  }

  private void remember(String name, Bundle bundle) {
    ClassLoader loader = bundle.adapt(BundleWiring.class).getClassLoader();
    loaders.put(
        name + " " + bundle.getVersion() + " " + loaders.size(), new WeakReference<>(loader));
  }

  private void startConsumer() throws Exception {
    String dll =
        Path.of(System.getProperty("bascule.test.dlls"), "x64", "upcalls.dll")
            .normalize()
            .toString();
    consumer = start(HotBundles.consumer(dll), "hot.consumer");
    ServiceReference<?>[] ways =
        context.getAllServiceReferences(Callable.class.getName(), "(" + HotConsumer.WAY + "=*)");
    assertThat(ways).hasSize(5);
    for (int i = 0; i < THREADS; i++) {
      ServiceReference<?> way = ways[i % ways.length];
      callers.begin(
          way.getProperty(HotConsumer.WAY).toString(), (Callable<?>) context.getService(way));
    }
    await(() -> callers.allSay(of(1000)));
  }

  private void refresh() throws InterruptedException {
    CountDownLatch refreshed = new CountDownLatch(1);
    context
        .getBundle(0)
        .adapt(FrameworkWiring.class)
        .refreshBundles(null, event -> refreshed.countDown());
    assertThat(refreshed.await(20, TimeUnit.SECONDS)).isTrue();
  }

  private static void collect() {
    WeakReference<Object> witness = new WeakReference<>(new Object());
    while (!witness.refersTo(null)) {
      System.gc();
    }
  }

  private void awaitCollected() {
    await(
        () -> {
          System.gc();
          return kept().isEmpty();
        });
    assertThat(kept()).isEmpty();
  }

  private List<String> kept() {
    return loaders.entrySet().stream()
        .filter(loader -> !loader.getValue().refersTo(null))
        .map(Map.Entry::getKey)
        .toList();
  }

  private void await(BooleanSupplier seen) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!seen.getAsBoolean() && System.nanoTime() < end) {
      try {
        Thread.sleep(2);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
