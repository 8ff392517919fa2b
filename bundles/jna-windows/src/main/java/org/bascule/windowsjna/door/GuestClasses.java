package org.bascule.windowsjna.door;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import org.bascule.windowsjna.Meanings;
import org.bascule.windowsjna.NativeBodies;
import org.bascule.windowsjna.SystemQuestions;

/** Changes classes of programs, whichever class loader they come by. */
final class GuestClasses implements ClassFileTransformer {
  private static final String JNA = "com/sun/jna/";
  private static final String PLATFORM = "com/sun/jna/platform/";

  private final JnaClasses jna;
  private final NamedModules modules;
  private final OtherLoaders others;
  private final Meanings<ClassLoader> meanings =
      new Meanings<>(loader -> name -> loader.getResource(name.replace('.', '/') + ".class"));

  GuestClasses(JnaClasses jna, NamedModules modules, OtherLoaders others) {
    this.jna = jna;
    this.modules = modules;
    this.others = others;
  }

  @Override
  public byte[] transform(
      Module module,
      ClassLoader loader,
      String name,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] bytes) {
    byte[] changed =
        name.startsWith(JNA) && jna.names().contains(name)
            ? ours(loader, name, domain)
            : programs(loader, name, bytes);
    if (changed != null) {
      modules.connect(module, loader);
    }
    return changed;
  }

  /** In place of the JNA that a program brings. */
  private byte[] ours(ClassLoader loader, String name, ProtectionDomain domain) {
    if (others.areDefinedBy(domain)) {
      return null;
    }
    others.settle(loader, name, domain);
    return jna.bytes(name);
  }

  private byte[] programs(ClassLoader loader, String name, byte[] bytes) {
    byte[] changed = bytes;
    if (name.startsWith(PLATFORM)) {
      changed = SystemQuestions.answered(changed);
    }
    if (NativeBodies.has(changed) && meansJna(loader, name, changed)) {
      changed = NativeBodies.given(changed);
    }
    changed = LoadSites.explained(changed);
    return changed == bytes ? null : changed;
  }

  private boolean meansJna(ClassLoader loader, String name, byte[] bytes) {
    try {
      return meanings.of(loader).isJna(name.replace('/', '.'), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
