package org.bascule.itest.windowsjna.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.lang.ref.WeakReference;
import java.util.Map;
import javax.inject.Inject;
import org.bascule.bridge.Bascule;
import org.bascule.itest.TestBed;
import org.bascule.itest.windowsjna.guest.StayingProgram;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleWiring;

/**
 * What is left of a bundle that JNA knows by heart: interfaces, registered classes, structures,
 * callbacks. The world and the thread that has run it live on.
 */
@RunWith(PaxExam.class)
public class CollectedBundleIT {
  private static final Map<String, String> WINDOWS = windows(GuestBundles.IMPORTS);

  @Inject private Bascule bascule;
  @Inject private BundleContext context;
  private GuestBundles guests;

  private static Map<String, String> windows(String imports) {
    return Map.of(Constants.IMPORT_PACKAGE, imports, "Bascule-World", "windows");
  }

  @Before
  public void open() {
    guests = new GuestBundles(context);
  }

  @After
  public void clear() throws Exception {
    guests.clear();
    assertThat(bascule.sessions()).isEmpty();
  }

  private static WeakReference<ClassLoader> loader(Bundle bundle) {
    return new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
  }

  private static void awaitCollection(WeakReference<ClassLoader> loader) {
    GuestBundles.await(
        () -> {
          System.gc();
          return loader.refersTo(null);
        });
  }

  private static void stay(Bundle guest) throws ReflectiveOperationException {
    assertThat(GuestBundles.run(guest, StayingProgram.class, TestBed.demo()))
        .contains(entry("loaded", "3 3 3"), entry("registered", "3 -4"));
  }

  @Test
  public void nothingIsLeftOfABundleThatIsUninstalled() throws Exception {
    Bundle other = guests.start("guest.other", WINDOWS);
    Bundle guest = guests.start("guest.windows", WINDOWS);
    stay(guest);
    WeakReference<ClassLoader> loader = loader(guest);
    guest.uninstall();
    guests.refresh(guest);
    guest = null;
    awaitCollection(loader);
    stay(other);
  }

  @Test
  public void nothingIsLeftOfWhatABundleWasBeforeItsUpdate() throws Exception {
    Bundle guest = guests.start("guest.windows", WINDOWS);
    stay(guest);
    WeakReference<ClassLoader> loader = loader(guest);
    guests.update(guest, WINDOWS);
    guests.refresh(guest);
    awaitCollection(loader);
    stay(guest);
  }

  @Test
  public void nothingIsLeftOfTheWorldItself() throws Exception {
    Bundle guest = guests.start("guest.windows", WINDOWS);
    stay(guest);
    WeakReference<ClassLoader> world = loader(guests.world());
    guest = null;
    guests.clear();
    awaitCollection(world);
  }
}
