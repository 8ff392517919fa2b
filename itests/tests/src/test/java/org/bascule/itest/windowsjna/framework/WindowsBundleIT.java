package org.bascule.itest.windowsjna.framework;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Library;
import java.nio.file.Files;
import java.util.Hashtable;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.inject.Inject;
import org.bascule.bridge.Bascule;
import org.bascule.itest.TestBed;
import org.bascule.itest.windowsjna.guest.DirectProgram;
import org.bascule.itest.windowsjna.guest.PortableProgram;
import org.bascule.itest.windowsjna.guest.VariableProgram;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Unmodified bundles that were written for Windows, beside those that use plain JNA on Linux. */
@RunWith(PaxExam.class)
public class WindowsBundleIT {
  private static final Map<String, String> PLAIN =
      Map.of(Constants.IMPORT_PACKAGE, GuestBundles.IMPORTS);

  private static final Map<String, String> WINDOWS =
      Map.of(Constants.IMPORT_PACKAGE, GuestBundles.IMPORTS, "Bascule-World", "windows");

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

  @Test
  public void runBothInOneFramework() throws Exception {
    Bundle linux = guests.start("guest.linux", PLAIN);
    Bundle windows = guests.start("guest.windows", WINDOWS);
    Map<String, String> told = GuestBundles.run(windows, PortableProgram.class, TestBed.demo());
    assertThat(told)
        .isEqualTo(
            GuestBundles.run(linux, PortableProgram.class, TestBed.sharedObject().toString()))
        .hasSize(29);
    assertThat(linux.loadClass(Library.class.getName())).isSameAs(Library.class);
    assertThat(windows.loadClass(Library.class.getName())).isNotSameAs(Library.class);
    assertThat(bascule.sessions()).hasSize(1);
  }

  @Test
  public void registerNativeMethods() throws Exception {
    Bundle windows = guests.start("guest.windows", WINDOWS);
    assertThat(GuestBundles.run(windows, DirectProgram.class, TestBed.demo()))
        .containsEntry("scalars", "42 -1 -1")
        .containsEntry("callback", "-4");
  }

  @Test
  public void areNamedInTheConfigurationWithAsterisks() throws Exception {
    Bundle guest = guests.start("com.vendor.driver", PLAIN);
    Bundle other = guests.start("com.other", PLAIN);
    assertThat(GuestBundles.isPlain(guest)).isTrue();
    configure("no.such, com.vendor.*");
    GuestBundles.await(() -> GuestBundles.isWindows(guest));
    assertThat(GuestBundles.isPlain(other)).isTrue();
    assertThat(GuestBundles.run(guest, DirectProgram.class, TestBed.demo()))
        .containsEntry("scalars", "42 -1 -1");
    configure("com.vendor");
    GuestBundles.await(() -> GuestBundles.isPlain(guest));
    assertThat(guests.world()).isNull();
    assertThat(bascule.sessions()).isEmpty();
    assertThat(GuestBundles.run(guest, PortableProgram.class, TestBed.sharedObject().toString()))
        .hasSize(29);
  }

  @Test
  public void importByTheAttributeThatNobodyGetsByAccident() throws Exception {
    String imports =
        "com.sun.jna;bascule=windows,com.sun.jna.ptr;bascule=windows,"
            + "com.sun.jna.win32;bascule=windows";
    Bundle guest = guests.start("guest.asking", Map.of(Constants.IMPORT_PACKAGE, imports));
    assertThat(GuestBundles.isWindows(guest)).isTrue();
    assertThat(GuestBundles.run(guest, PortableProgram.class, TestBed.demo())).hasSize(29);
  }

  @Test
  public void requireJnaAsABundle() throws Exception {
    Map<String, String> plain = Map.of(Constants.REQUIRE_BUNDLE, "com.sun.jna");
    Map<String, String> asking =
        Map.of(Constants.REQUIRE_BUNDLE, "com.sun.jna", "Bascule-World", "windows");
    assertThat(GuestBundles.isWindows(guests.start("guest.requiring", asking))).isTrue();
    assertThat(GuestBundles.isPlain(guests.start("guest.plain", plain))).isTrue();
  }

  @Test
  public void findJnaWhenTheyFirstNeedIt() throws Exception {
    Map<String, String> headers =
        Map.of(Constants.DYNAMICIMPORT_PACKAGE, "*", "Bascule-World", "windows");
    Bundle guest = guests.start("guest.dynamic", headers);
    assertThat(GuestBundles.run(guest, PortableProgram.class, TestBed.demo())).hasSize(29);
    assertThat(GuestBundles.isWindows(guest)).isTrue();
  }

  @Test
  public void haveASessionWithOptionsOfTheirOwn() throws Exception {
    Hashtable<String, Object> entries = new Hashtable<>();
    entries.put("bundles", new String[] {"com.vendor.driver", "com.vendor.other"});
    entries.put("environment.BASCULE_WORLD_TEST", "of the world");
    configuration.update(entries);
    Bundle guest = guests.start("com.vendor.driver", PLAIN);
    GuestBundles.await(() -> GuestBundles.isWindows(guest));
    assertThat(GuestBundles.run(guest, VariableProgram.class, "BASCULE_WORLD_TEST"))
        .containsEntry("value", "of the world");
  }

  private void configure(String bundles) throws Exception {
    Hashtable<String, Object> entries = new Hashtable<>();
    entries.put("bundles", bundles);
    configuration.update(entries);
  }

  @Test
  public void sayItAsTheManualDoes() throws Exception {
    configure(shown("bundles = (.*)"));
    Bundle named = guests.start("com.vendor.driver", PLAIN);
    Bundle starred = guests.start("com.vendor.ocr.engine", PLAIN);
    Bundle other = guests.start("com.vendor.other", PLAIN);
    Bundle saying =
        guests.start(
            "guest.saying",
            Map.of(
                Constants.IMPORT_PACKAGE,
                GuestBundles.IMPORTS,
                "Bascule-World",
                shown("Bascule-World: (.*)")));
    GuestBundles.await(() -> GuestBundles.isWindows(named) && GuestBundles.isWindows(starred));
    assertThat(GuestBundles.isWindows(saying)).isTrue();
    assertThat(GuestBundles.isPlain(other)).isTrue();
  }

  private static String shown(String line) throws Exception {
    String page = Files.readString(TestBed.root().resolve("distribution/docs/jna.md"));
    Matcher matcher = Pattern.compile("(?m)^" + line + "$").matcher(page);
    assertThat(matcher.find()).as(line).isTrue();
    return matcher.group(1);
  }
}
