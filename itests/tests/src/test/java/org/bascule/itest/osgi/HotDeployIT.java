package org.bascule.itest.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.inject.Inject;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.MarshallerInfo;
import org.bascule.bridge.Session;
import org.junit.After;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;

/** A bundle that is dropped into the watched folder. */
@RunWith(PaxExam.class)
public class HotDeployIT {
  private static final long PATIENCE_SECONDS = 20;

  @Inject private Bascule bascule;
  private final Path deployed = ContainerConfiguration.deploy().resolve("guest.jar");

  @After
  public void remove() throws Exception {
    Files.deleteIfExists(deployed);
    awaitGuest(false);
  }

  @Test
  public void worksWithoutARestart() throws Exception {
    try (Session session = bascule.open(bascule.defaults())) {
      assertThat(isThere()).isFalse();
      drop();
      awaitGuest(true);
      String demo =
          Path.of(System.getProperty("bascule.test.dlls"), "x64", "demo.dll")
              .normalize()
              .toString();
      assertThat(session.function(demo, "double echo_double(KELVIN t)").call(0)).isEqualTo(273.15);
    }
  }

  private void drop() throws Exception {
    Path part = deployed.resolveSibling("guest.jar.part");
    Files.copy(
        Path.of(System.getProperty("bascule.test.guest")),
        part,
        StandardCopyOption.REPLACE_EXISTING);
    Files.move(part, deployed, StandardCopyOption.ATOMIC_MOVE);
  }

  private boolean isThere() {
    return bascule.marshallers().stream()
        .map(MarshallerInfo::handles)
        .anyMatch("Celsius, KELVIN"::equals);
  }

  private void awaitGuest(boolean there) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000;
    while (isThere() != there && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertThat(isThere()).isEqualTo(there);
  }
}
