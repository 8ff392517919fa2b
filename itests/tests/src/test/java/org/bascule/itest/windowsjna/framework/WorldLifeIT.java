package org.bascule.itest.windowsjna.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.sun.jna.Memory;
import java.lang.ref.WeakReference;
import java.util.Map;
import javax.inject.Inject;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.Session;
import org.bascule.itest.TestBed;
import org.bascule.itest.windowsjna.guest.EndingProgram;
import org.bascule.itest.windowsjna.guest.ForeignProgram;
import org.bascule.itest.windowsjna.guest.PortableProgram;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.BundleWiring;

/** The end of a host, of bundles and of the world itself. */
@RunWith(PaxExam.class)
public class WorldLifeIT {
  private static final Map<String, String> WINDOWS =
      Map.of(Constants.IMPORT_PACKAGE, GuestBundles.IMPORTS, "Bascule-World", "windows");

  @Inject private Bascule bascule;
  @Inject private BundleContext context;
  private GuestBundles guests;

  @Before
  public void open() {
    guests = new GuestBundles(context);
  }

  @After
  public void clear() throws Exception {
    guests.clear();
    assertThat(bascule.sessions()).isEmpty();
  }

  private void killHost() {
    Session session = bascule.sessions().get(0);
    ProcessHandle.of(session.host().processId()).orElseThrow().destroyForcibly();
    GuestBundles.await(() -> session.end().isPresent());
  }

  @Test
  public void aDeadHostSaysHowToGoOnAndARefreshBeginsAnew() throws Exception {
    Bundle guest = guests.start("guest.windows", WINDOWS);
    Map<String, String> told =
        GuestBundles.<Runnable>run(guest, EndingProgram.class, this::killHost);
    String first = "HostEndedException: BSC-105 cannot ";
    assertThat(told).hasEntrySatisfying("call", said -> assertThat(said).startsWith(first));
    assertThat(told).hasEntrySatisfying("read", said -> assertThat(said).startsWith(first));
    assertThat(told).hasEntrySatisfying("write", said -> assertThat(said).startsWith(first));
    assertThat(told).hasEntrySatisfying("allocate", said -> assertThat(said).startsWith(first));
    assertThat(told).hasEntrySatisfying("load", said -> assertThat(said).startsWith(first));
    assertThat(told)
        .contains(entry("before", "3"), entry("free", "done"), entry("free large", "done"));
    guests.refresh(guests.world());
    GuestBundles.await(() -> GuestBundles.isWindows(guest));
    assertThat(GuestBundles.run(guest, PortableProgram.class, TestBed.demo())).hasSize(29);
  }

  @Test
  public void aDeadHostIsNamedWithTheWayOn() throws Exception {
    Bundle guest = guests.start("guest.windows", WINDOWS);
    assertThat(GuestBundles.run(guest, ForeignProgram.class, "three")).containsEntry("given", "5");
    long process = bascule.sessions().get(0).host().processId();
    killHost();
    Bundle world = guests.world();
    String told = GuestBundles.run(guest, ForeignProgram.class, "three").get("given");
    // What is asked for first depends on whether a lane is still there.
    assertThat(told.replace("open a lane to the Wine host", "allocate shared memory"))
        .isEqualTo(
            "HostEndedException: BSC-105 cannot allocate shared memory\n"
                + "  where: host process "
                + process
                + "\n  expected: a running host\n"
                + "  actual: ended by signal 9; all memory and handles that bundles of JNA's Windows"
                + " world have are void\n"
                + "  remedy: refresh the bundle com.sun.jna "
                + world.getVersion()
                + " (in the shell: refresh "
                + world.getBundleId()
                + "): it and all that use it begin anew; if that is not meant, look for the cause"
                + " in the DLL's output");
  }

  @Test
  public void aValueOfTheOtherWorldIsNamed() throws Exception {
    Bundle guest = guests.start("guest.windows", WINDOWS);
    try (Memory plain = new Memory(8)) {
      assertThat(GuestBundles.run(guest, ForeignProgram.class, plain).get("given"))
          .isEqualTo(
              "IllegalArgumentException: BSC-303 cannot use a type of another world\n"
                  + "  where: com.sun.jna.Memory in "
                  + FrameworkUtil.getBundle(Memory.class)
                  + "\n  expected: JNA of this Windows world, which is in "
                  + guests.world()
                  + "\n  actual: com.sun.jna.Memory of plain JNA, which is in "
                  + FrameworkUtil.getBundle(Memory.class)
                  + "\n  remedy: have one world all the way: in OSGi name the bundle that makes it in"
                  + " the entry bundles of org.bascule.windowsjna, or keep its values out of this"
                  + " one; else give its jar to the world's class loader");
    }
  }

  @Test
  public void anInterfaceOfThisWorldIsNothingForASessionOfTheOther() throws Exception {
    Bundle guest = guests.start("guest.windows", WINDOWS);
    Class<?> api = guest.loadClass(EndingProgram.Runtime.class.getName());
    try (Session session = bascule.open(bascule.defaults())) {
      assertThatThrownBy(() -> session.load("msvcrt", api))
          .hasMessageStartingWith("BSC-303 cannot load a library as " + api.getName())
          .hasMessageContaining(
              "\n  actual: com.sun.jna.Library of JNA's Windows world, from " + guests.world())
          .hasMessageEndingWith(
              "\n  remedy: load it by Native.load and without a session, as the world has one of its"
                  + " own; or take what it is in out of that world");
    }
  }

  @Test
  public void stoppingTheBundleEndsTheWorldUntilItIsStartedAgain() throws Exception {
    Bundle guest = guests.start("guest.windows", WINDOWS);
    assertThat(GuestBundles.run(guest, ForeignProgram.class, "three")).containsEntry("given", "5");
    Bundle door = door();
    door.stop();
    try {
      assertThat(bascule.sessions()).isEmpty();
      assertThat(guests.world()).isNull();
      assertThat(GuestBundles.run(guest, ForeignProgram.class, "three").get("given"))
          .startsWith("HostEndedException: BSC-105 cannot ");
    } finally {
      door.start();
    }
    GuestBundles.await(() -> GuestBundles.isWindows(guest));
    assertThat(GuestBundles.run(guest, ForeignProgram.class, "three")).containsEntry("given", "5");
  }

  private Bundle door() {
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getSymbolicName().equals("org.bascule.jna-windows")) {
        return bundle;
      }
    }
    throw new IllegalStateException("not there");
  }

  /** Nothing of ours: of interfaces that it has loaded JNA itself keeps the class. */
  @Test
  public void nothingKeepsABundleThatIsGone() throws Exception {
    guests.start("guest.other", WINDOWS);
    Bundle guest = guests.start("guest.windows", WINDOWS);
    assertThat(GuestBundles.runApart(guest, ForeignProgram.class, "three"))
        .containsEntry("given", "5");
    WeakReference<ClassLoader> loader = loader(guest);
    guest.uninstall();
    guests.refresh(guest);
    guest = null;
    GuestBundles.await(() -> isCollected(loader));
    assertThat(guests.world()).isNotNull();
  }

  @Test
  public void nothingKeepsAWorldThatIsGone() throws Exception {
    Bundle guest = guests.start("guest.windows", WINDOWS);
    assertThat(GuestBundles.runApart(guest, ForeignProgram.class, "three"))
        .containsEntry("given", "5");
    WeakReference<ClassLoader> loader = loader(guests.world());
    guest = null;
    guests.clear();
    GuestBundles.await(() -> isCollected(loader));
  }

  private static WeakReference<ClassLoader> loader(Bundle bundle) {
    return new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
  }

  private static boolean isCollected(WeakReference<?> reference) {
    System.gc();
    return reference.get() == null;
  }
}
