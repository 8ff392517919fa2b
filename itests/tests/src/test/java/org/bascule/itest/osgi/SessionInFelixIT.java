package org.bascule.itest.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import javax.inject.Inject;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.Session;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The bridge as a service of a real Felix. */
@RunWith(PaxExam.class)
public class SessionInFelixIT {
  @Inject private Bascule bascule;
  @Inject private BundleContext context;

  /** An interface of a bundle that is no part of the distribution: the tests' own. */
  public interface Msvcrt {
    double pow(double x, double y);

    String getenv(String name);
  }

  /** Another one of the same package. */
  interface PackagePrivate {
    int abs(int n);
  }

  @Test
  public void everyBundleOfTheDistributionIsActive() {
    for (Bundle bundle : context.getBundles()) {
      boolean fragment = bundle.getHeaders().get("Fragment-Host") != null;
      assertThat(bundle.getState())
          .as(bundle.getSymbolicName())
          .isEqualTo(fragment ? Bundle.RESOLVED : Bundle.ACTIVE);
    }
  }

  @Test
  public void callsThroughAnInterfaceOfAnotherBundle() {
    try (Session session = bascule.open(bascule.defaults())) {
      Msvcrt msvcrt = session.load("msvcrt", Msvcrt.class);
      assertThat(msvcrt.pow(2, 10)).isEqualTo(1024);
      assertThat(msvcrt.getenv("NO_SUCH_VARIABLE")).isNull();
      assertThat(session.load("msvcrt", PackagePrivate.class).abs(-7)).isEqualTo(7);
    }
  }

  @Test
  public void callsByPrototype() {
    Object length =
        bascule.shared().function("msvcrt", "size_t strlen(const char *s)").call("Zugbrücke");
    assertThat(length).isEqualTo(10L);
  }

  @Test
  public void theSharedSessionIsOpenedAnewWhenItHasEnded() {
    Session first = bascule.shared();
    assertThat(bascule.shared()).isSameAs(first);
    first.close();
    Session second = bascule.shared();
    assertThat(second).isNotSameAs(first);
    assertThat(second.function("msvcrt", "int abs(int n)").call(-3)).isEqualTo(3);
  }
}
