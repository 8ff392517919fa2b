package org.bascule.windowsjna.osgi;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bascule.windowsjna.ClassText;
import org.bascule.windowsjna.Meanings;
import org.bascule.windowsjna.NativeBodies;
import org.bascule.windowsjna.SystemQuestions;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.hooks.weaving.WovenClass;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Changes classes of this world's bundles as its class loaders would: native methods get bodies,
 * and jna-platform asks the world for what the system is.
 */
final class WorldWeaving implements WeavingHook {
  private static final String PLATFORM = "com.sun.jna.platform.";
  private static final String WORLD = "org.bascule.windowsjna.world";
  private static final String ATTRIBUTE = ";bascule=" + OptIn.WINDOWS;

  private final Inhabitants inhabitants;
  private final Meanings<BundleWiring> meanings = new Meanings<>(BundleClasses::new);

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

  private byte[] withBodies(WovenClass woven, byte[] bytes) {
    if (!NativeBodies.has(bytes) || !meansJna(woven, bytes)) {
      return bytes;
    }
    woven.getDynamicImports().add(WORLD + ".direct" + ATTRIBUTE);
    woven.getDynamicImports().add(NativeBodies.class.getPackageName());
    return NativeBodies.given(bytes);
  }

  private boolean meansJna(WovenClass woven, byte[] bytes) {
    try {
      return meanings.of(woven.getBundleWiring()).isJna(woven.getClassName(), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
