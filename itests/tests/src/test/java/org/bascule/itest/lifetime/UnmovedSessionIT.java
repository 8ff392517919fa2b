package org.bascule.itest.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.Check;
import org.bascule.bridge.Progress;
import org.bascule.bridge.Session;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Sessions that are in use while bundles that they do not need, and the configuration, change. */
@RunWith(PaxExam.class)
public class UnmovedSessionIT {
  private static final int THREADS = 4;
  private static final long PATIENCE_SECONDS = 20;
  private static final long PAUSE_NANOS = 20_000_000;

  @Inject private Bascule bascule;
  @Inject private BundleContext context;
  @Inject private ConfigurationAdmin admin;

  private final AtomicLong calls = new AtomicLong();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final List<Thread> callers = new ArrayList<>();
  private volatile boolean enough;
  private Session session;
  private Session shared;

  /** Of the tests' own bundle. */
  public interface Msvcrt {
    int abs(int n);
  }

  @Before
  public void beginToCall() {
    session = bascule.open(bascule.defaults());
    shared = bascule.shared();
    Msvcrt msvcrt = session.load("msvcrt", Msvcrt.class);
    for (int i = 0; i < THREADS; i++) {
      Thread caller = new Thread(() -> call(msvcrt));
      caller.start();
      callers.add(caller);
    }
    awaitCalls();
  }

  @After
  public void restore() throws Exception {
    enough = true;
    for (Thread caller : callers) {
      caller.join();
    }
    session.close();
    shell().start();
    Configuration configuration = admin.getConfiguration("org.bascule.bridge", null);
    configuration.delete();
    await(() -> bascule.defaults().codePage() == 65001);
  }

  private void call(Msvcrt msvcrt) {
    try {
      while (!enough) {
        assertThat(msvcrt.abs(-7)).isEqualTo(7);
        calls.incrementAndGet();
      }
    } catch (Throwable e) {
      failures.add(e);
    }
  }

  @Test
  public void theShellBundleMayStopStartAndBeUpdated() throws Exception {
    shell().stop();
    assertUnmoved();
    shell().start();
    assertUnmoved();
    shell().update();
    assertUnmoved();
    shell().stop();
    shell().start();
    assertUnmoved();
  }

  @Test
  public void aBetterProgressMayComeAndGo() {
    Dictionary<String, Object> ranking = new Hashtable<>(Map.of(Constants.SERVICE_RANKING, 1000));
    List<String> told = new CopyOnWriteArrayList<>();
    Progress better = (step, fraction) -> told.add(step);
    ServiceRegistration<Progress> registration =
        context.registerService(Progress.class, better, ranking);
    assertUnmoved();
    bascule.defaults().progress().update("a step", 1);
    assertThat(told).containsExactly("a step");
    registration.unregister();
    assertUnmoved();
    bascule.defaults().progress().update("another step", 1);
    assertThat(told).containsExactly("a step");
  }

  @Test
  public void aChangedConfigurationHoldsForNewSessionsOnly() throws Exception {
    configure("code.page", "1252", "start.timeout.seconds", "40");
    await(() -> bascule.defaults().codePage() == 1252);
    assertThat(bascule.defaults().startTimeout()).hasSeconds(40);
    assertUnmoved();

    String umlaut = "size_t strlen(const char *s)";
    assertThat(session.function("msvcrt", umlaut).call("ü")).isEqualTo(2L);
    try (Session younger = bascule.open(bascule.defaults())) {
      assertThat(younger.function("msvcrt", umlaut).call("ü")).isEqualTo(1L);
    }
    admin.getConfiguration("org.bascule.bridge", null).delete();
    await(() -> bascule.defaults().codePage() == 65001);
    assertUnmoved();
  }

  @Test
  public void aMistakeInTheConfigurationLeavesTheLastGoodOne() throws Exception {
    configure("code.page", "1252");
    await(() -> bascule.defaults().codePage() == 1252);

    assertMistake(
        "start.timeout.seconds is to be a whole number, 1 to 86400, but is \"soon\"",
        "code.page",
        "932",
        "start.timeout.seconds",
        "soon");
    assertMistake(
        "code.page is to be the number of a Windows code page that Java knows, such as 65001 (UTF-8),"
            + " 1252 or 932, but is \"99999\"",
        "code.page",
        "99999");
    assertMistake(
        "start.timeout.seconds is to be a whole number, 1 to 86400, but is \"0\"",
        "start.timeout.seconds",
        "0");
    assertMistake(
        "callback.after.exception is to be refuse or run, but is \"stop\"",
        "callback.after.exception",
        "stop");

    configure("code.page", "932");
    await(() -> bascule.defaults().codePage() == 932);
    assertThat(mistakes()).isEmpty();
    assertUnmoved();
  }

  private void assertMistake(String finding, String... entries) throws Exception {
    configure(entries);
    await(() -> mistakes().anyMatch(check -> check.finding().startsWith(finding)));
    assertThat(mistakes())
        .allSatisfy(
            check ->
                assertThat(check.remedy())
                    .isEqualTo("correct the line in conf/org.bascule.bridge.cfg"));
    assertThat(bascule.defaults().codePage()).isEqualTo(1252);
    assertUnmoved();
  }

  private Stream<Check> mistakes() {
    return bascule.examine(bascule.defaults()).stream()
        .filter(check -> check.subject().equals("configuration"));
  }

  private void configure(String... entries) throws Exception {
    Dictionary<String, Object> properties = new Hashtable<>();
    for (int i = 0; i < entries.length; i += 2) {
      properties.put(entries[i], entries[i + 1]);
    }
    admin.getConfiguration("org.bascule.bridge", null).update(properties);
  }

  private void assertUnmoved() {
    awaitCalls();
    assertThat(failures).isEmpty();
    assertThat(session.end()).isEmpty();
    assertThat(bascule.sessions()).contains(session, shared);
    assertThat(bascule.shared()).isSameAs(shared);
    assertThat(context.getService(context.getServiceReference(Bascule.class))).isSameAs(bascule);
  }

  /** Until everybody has called in the new state of things. */
  private void awaitCalls() {
    long before = calls.get();
    await(() -> calls.get() > before + 10 * THREADS || !failures.isEmpty());
  }

  private Bundle shell() {
    return Stream.of(context.getBundles())
        .filter(bundle -> "org.bascule.shell".equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
