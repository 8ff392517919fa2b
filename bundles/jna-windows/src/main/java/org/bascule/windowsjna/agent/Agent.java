package org.bascule.windowsjna.agent;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.nio.file.Path;

/**
 * Makes of a JVM one of the Windows world, before the program's {@code main}. What every class
 * loader has to see is appended to the boot class path, and JNA's classes to the end of the
 * program's, by the manifest.
 */
public final class Agent {
  private Agent() {}

  /** Called by the JVM. */
  public static void premain(String arguments, Instrumentation instrumentation)
      throws IOException, URISyntaxException {
    House house = new House(home(), instrumentation);
    // Without lambdas and streams, which would cost each start some milliseconds.
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith("bascule.")) {
        house.checkProperties();
        break;
      }
    }
    instrumentation.addTransformer(new Scout(house));
  }

  /** The distribution, in which the agent lies as {@code lib/windows/agent.jar}. */
  private static Path home() throws URISyntaxException {
    Path jar = Path.of(Agent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return jar.toAbsolutePath().getParent().getParent().getParent();
  }
}
