package org.bascule.windowsjna.osgi;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.function.Consumer;
import org.bascule.windowsjna.NativeMeaning.ClassFiles;
import org.bascule.windowsjna.Neighbours;
import org.osgi.framework.wiring.BundleWiring;

/** The classes of a bundle, with those of jars inside of it and of its fragments. */
record BundleClasses(BundleWiring wiring) implements ClassFiles {
  private static final int OWN =
      BundleWiring.LISTRESOURCES_LOCAL | BundleWiring.LISTRESOURCES_RECURSE;

  @Override
  public URL place(String name) {
    return wiring.getClassLoader().getResource(name.replace('.', '/') + ".class");
  }

  @Override
  public Neighbours neighbours() {
    return (root, place, visitor) -> visit(visitor);
  }

  private void visit(Consumer<byte[]> visitor) throws IOException {
    for (String name : wiring.listResources("/", "*.class", OWN)) {
      URL place = wiring.getClassLoader().getResource(name);
      if (place != null) {
        try (InputStream in = place.openStream()) {
          visitor.accept(in.readAllBytes());
        }
      }
    }
  }
}
