package org.bascule.windowsjna.osgi;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import org.bascule.windowsjna.NativeBodies;
import org.bascule.windowsjna.SystemQuestions;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.hooks.weaving.WovenClass;

/**
 * Changes classes of this world's bundles as its class loaders would: native methods get bodies,
 * and jna-platform asks the world for what the system is.
 */
final class WorldWeaving implements WeavingHook {
  private static final String PLATFORM = "com.sun.jna.platform.";
  private static final String WORLD = "org.bascule.windowsjna.world";
  private static final String ATTRIBUTE = ";bascule=" + OptIn.WINDOWS;

  private final Inhabitants inhabitants;

  WorldWeaving(Inhabitants inhabitants) {
    this.inhabitants = inhabitants;
  }

  @Override
  public void weave(WovenClass woven) {
    if (inhabitants.has(woven.getBundleWiring().getBundle()) && !isInside(woven)) {
      byte[] bytes = woven.getBytes();
      byte[] changed = withBodies(woven, withAnswers(woven, bytes));
      if (changed != bytes) {
        woven.setBytes(changed);
      }
    }
  }

  /** What the build has changed already. */
  private static boolean isInside(WovenClass woven) {
    String name = woven.getClassName();
    return name.startsWith(WORLD + ".")
        || (name.startsWith("com.sun.jna.") && !name.startsWith(PLATFORM));
  }

  private static byte[] withAnswers(WovenClass woven, byte[] bytes) {
    if (!woven.getClassName().startsWith(PLATFORM) || !ClassText.mayAskForProperties(bytes)) {
      return bytes;
    }
    woven.getDynamicImports().add(WORLD + ATTRIBUTE);
    return SystemQuestions.answered(bytes);
  }

  private static byte[] withBodies(WovenClass woven, byte[] bytes) {
    if (!NativeBodies.has(bytes) || !meansJna(woven, bytes)) {
      return bytes;
    }
    woven.getDynamicImports().add(WORLD + ".direct" + ATTRIBUTE);
    woven.getDynamicImports().add(NativeBodies.class.getPackageName());
    return NativeBodies.given(bytes);
  }

  /** The class itself, or the one that it is nested in: that may register it. */
  private static boolean meansJna(WovenClass woven, byte[] bytes) {
    if (ClassText.mentionsJna(bytes)) {
      return true;
    }
    String name = woven.getClassName();
    int nested = name.indexOf('$');
    return nested > 0 && ClassText.mentionsJna(file(woven, name.substring(0, nested)));
  }

  private static byte[] file(WovenClass woven, String name) {
    URL place =
        woven.getBundleWiring().getClassLoader().getResource(name.replace('.', '/') + ".class");
    if (place == null) {
      return new byte[0];
    }
    try (InputStream in = place.openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      return new byte[0]; // Who loads that class is told.
    }
  }
}
