package org.bascule.itest.jna;

import com.sun.jna.Library;
import java.net.URL;
import java.net.URLClassLoader;

/** A class loader with JNA's classes of its own, and some of a program's that use them. */
final class SecondCopyOfJna extends URLClassLoader {
  static final URL JNA = Library.class.getProtectionDomain().getCodeSource().getLocation();

  SecondCopyOfJna() {
    super(
        new URL[] {JNA, OtherJnaTypes.class.getProtectionDomain().getCodeSource().getLocation()},
        SecondCopyOfJna.class.getClassLoader());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    boolean own = name.startsWith("com.sun.jna.") || name.startsWith(OtherJnaTypes.class.getName());
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return !own ? super.loadClass(name, resolve) : known != null ? known : findClass(name);
    }
  }
}
