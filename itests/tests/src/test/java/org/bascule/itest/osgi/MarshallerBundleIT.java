package org.bascule.itest.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import javax.inject.Inject;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.MarshallerInfo;
import org.bascule.bridge.Session;
import org.bascule.error.SignatureException;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** A third party's marshaller comes, goes and comes again, while one session and its DLL stay. */
@RunWith(PaxExam.class)
public class MarshallerBundleIT {
  private static final String ECHO = "KELVIN echo_double(KELVIN temperature)";
  private static final String GUEST = "org.bascule.example-marshaller 0.1.0.SNAPSHOT";

  @Inject private Bascule bascule;
  @Inject private BundleContext context;
  private Session session;
  private Bundle guest;

  @Before
  public void open() {
    session = bascule.open(bascule.defaults());
  }

  @After
  public void clear() throws BundleException {
    session.close();
    if (guest != null) {
      guest.uninstall();
    }
  }

  @Test
  public void isUsedByTheNextCall() throws BundleException {
    assertThatThrownBy(() -> session.function(demo(), "double echo_double(KELVIN degrees)"))
        .isInstanceOf(SignatureException.class)
        .hasMessageStartingWith(
            "BSC-302 cannot bind %s.echo_double\n".formatted(demo())
                + """
                  where: column 20
                    double echo_double(KELVIN degrees)
                                       ^
                  expected: a type that a marshaller takes
                  actual: KELVIN; none of the\
                """)
        .hasMessageEndingWith(
            "remedy: use another type, or install a bundle whose marshaller takes this one");
    install();
    assertThat(bascule.marshallers())
        .extracting(MarshallerInfo::bundle, MarshallerInfo::handles)
        .contains(tuple(GUEST, "Celsius, KELVIN"));
    assertThat(echo().call(20.5).toString()).isEqualTo("Celsius[degrees=20.5]");
  }

  @Test
  public void aHandleThatIsKeptLosesAndRegainsItsType() throws BundleException {
    install();
    FunctionHandle kept = echo();
    FunctionHandle remember = session.function(demo(), "int remember(int value)");
    remember.call(4711);
    assertThat(kept.call("100").toString()).isEqualTo("Celsius[degrees=100.0]");

    guest.stop();
    assertThatThrownBy(() -> kept.call(20.5))
        .isInstanceOf(SignatureException.class)
        .hasMessageStartingWith("BSC-302 cannot bind %s.echo_double\n".formatted(demo()))
        .hasMessageContaining("actual: KELVIN; none of the ")
        .hasMessageEndingWith(
            "remedy: start the bundle again that took this type until it went away:"
                + " CelsiusMarshallerFactory of "
                + GUEST);
    assertThat(bascule.marshallers()).extracting(MarshallerInfo::bundle).doesNotContain(GUEST);
    assertThat(remember.call(4711)).as("session, DLL and its state survive").isEqualTo(4711);

    guest.start();
    assertThat(kept.call(20.5).toString()).isEqualTo("Celsius[degrees=20.5]");
  }

  private FunctionHandle echo() {
    return session.function(demo(), ECHO);
  }

  private void install() throws BundleException {
    guest = context.installBundle("reference:" + guestFile().toUri());
    guest.start();
  }

  private static Path guestFile() {
    return Path.of(System.getProperty("bascule.test.guest")).normalize();
  }

  private static String demo() {
    return Path.of(System.getProperty("bascule.test.dlls"), "x64", "demo.dll")
        .normalize()
        .toString();
  }
}
