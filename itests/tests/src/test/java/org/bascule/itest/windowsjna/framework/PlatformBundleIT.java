package org.bascule.itest.windowsjna.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Hashtable;
import java.util.Map;
import javax.inject.Inject;
import org.bascule.bridge.Bascule;
import org.bascule.itest.windowsjna.guest.ComProgram;
import org.bascule.itest.windowsjna.guest.PlatformProgram;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** jna-platform as it is published, in both worlds of a framework. */
@RunWith(PaxExam.class)
public class PlatformBundleIT {
  private static final String KERNEL = "com.sun.jna.platform.win32.Kernel32Util";
  private static final String IMPORTS =
      GuestBundles.IMPORTS
          + ",com.sun.jna.platform.win32;version=\"[5.9,6)\""
          + ",com.sun.jna.platform.win32.COM;version=\"[5.9,6)\""
          + ",com.sun.jna.platform.win32.COM.util;version=\"[5.9,6)\""
          + ",com.sun.jna.platform.win32.COM.util.annotation;version=\"[5.9,6)\"";

  @Inject private Bascule bascule;
  @Inject private BundleContext context;
  @Inject private ConfigurationAdmin admin;
  private GuestBundles guests;
  private Configuration configuration;

  @Before
  public void open() throws Exception {
    guests = new GuestBundles(context);
    configuration = admin.getConfiguration("org.bascule.windowsjna", "?");
  }

  @After
  public void clear() throws Exception {
    guests.clear();
    configuration.delete();
    assertThat(bascule.sessions()).isEmpty();
  }

  private Bundle windows() throws Exception {
    return guests.start(
        "guest.windows", Map.of(Constants.IMPORT_PACKAGE, IMPORTS, "Bascule-World", "windows"));
  }

  private static Bundle platformOf(Bundle guest) throws ClassNotFoundException {
    return FrameworkUtil.getBundle(guest.loadClass(KERNEL));
  }

  @Test
  public void isThereForEachInItsOwn() throws Exception {
    Bundle platform = guests.installPublished(KERNEL);
    Bundle windows = windows();
    Bundle linux = guests.start("guest.linux", Map.of(Constants.IMPORT_PACKAGE, IMPORTS));
    assertThat(platformOf(linux)).isSameAs(platform);
    assertThat(platformOf(windows)).isNotSameAs(platform);
    assertThat(GuestBundles.run(windows, PlatformProgram.class, ""))
        .contains(
            entry("registry", "[bytes, number, text]"),
            entry("text", "Gr\u00fc\u00dfe"),
            entry("message", "5 7"),
            entry("folder", "C:\\windows"));
    assertThat(GuestBundles.run(windows, ComProgram.class, ""))
        .contains(entry("count", "0"), entry("items", "1 Gr\u00fc\u00dfe"));
  }

  @Test
  public void mayComeLaterThanWhoeverNeedsIt() throws Exception {
    Bundle early = guests.start("guest.first", Map.of("Bascule-World", "windows"));
    Bundle platform = guests.installPublished(KERNEL);
    Bundle windows = windows();
    assertThat(early.getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(platformOf(windows)).isNotSameAs(platform);
    assertThat(platformOf(windows).getVersion()).hasToString(platform.getVersion() + ".windows");
  }

  @Test
  public void mayItselfBeNamedAndIsWiredAsItIs() throws Exception {
    Hashtable<String, Object> entries = new Hashtable<>();
    entries.put("bundles", "com.sun.jna.platform");
    configuration.update(entries);
    Bundle platform = guests.installPublished(KERNEL);
    // The configuration comes when it comes; before, nobody could be wired to the platform there.
    GuestBundles.await(() -> guests.world() != null);
    Bundle windows = windows();
    platform.start();
    GuestBundles.await(() -> GuestBundles.isWindows(platform) && GuestBundles.isWindows(windows));
    assertThat(platformOf(windows)).isSameAs(platform);
    assertThat(GuestBundles.run(windows, PlatformProgram.class, ""))
        .containsEntry("page size", "4096");
  }
}
