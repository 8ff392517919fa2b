package org.bascule.itest.windowsjna.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Hashtable;
import java.util.Map;
import javax.inject.Inject;
import org.bascule.itest.TestBed;
import org.bascule.itest.windowsjna.guest.StubbornProgram;
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

/** The session of the world cannot be opened. */
@RunWith(PaxExam.class)
public class NoHostIT {
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
  }

  private void configure(String codePage) throws Exception {
    Hashtable<String, Object> entries = new Hashtable<>();
    entries.put("bundles", "guest.windows");
    entries.put("code.page", codePage);
    configuration.update(entries);
  }

  @Test
  public void eachUseSaysTheSameUntilTheMistakeIsCorrectedAndTheWorldRefreshed() throws Exception {
    configure("many");
    Bundle guest =
        guests.start("guest.windows", Map.of(Constants.IMPORT_PACKAGE, GuestBundles.IMPORTS));
    GuestBundles.await(() -> GuestBundles.isWindows(guest));
    assertThat(GuestBundles.run(guest, StubbornProgram.class, TestBed.demo()))
        .hasSize(5)
        .allSatisfy(
            (use, told) ->
                assertThat(told)
                    .isEqualTo(
                        """
                        BSC-406 cannot read the configuration org.bascule.windowsjna
                          where: code.page
                          expected: the number of a Windows code page that Java knows, \
                        such as 65001 (UTF-8), 1252 or 932
                          actual: "many"
                          remedy: correct the line in conf/org.bascule.windowsjna.cfg"""));
    configure("1252");
    GuestBundles.await(() -> worksAfterRefresh(guest));
  }

  /** The configuration reaches the world on another thread: a refresh may still come too early. */
  private boolean worksAfterRefresh(Bundle guest) {
    try {
      guests.refresh(guests.world());
      GuestBundles.await(() -> GuestBundles.isWindows(guest));
      return GuestBundles.run(guest, StubbornProgram.class, TestBed.demo())
          .get("load")
          .equals("none");
    } catch (InterruptedException | ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
