package org.bascule.jna;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Has classes of its own of the tests' class and whatever lies in it, as a bundle would. */
public final class FreshLoader extends ClassLoader {
  private final String name;

  /** Of this class, and those nested in it. */
  public FreshLoader(Class<?> type) {
    super(type.getClassLoader());
    this.name = type.getName();
  }

  /** This loader's own class. */
  public static Class<?> copy(Class<?> type) {
    return new FreshLoader(type).own(type);
  }

  /** This loader's own class of that name. */
  public Class<?> own(Class<?> type) {
    try {
      return Class.forName(type.getName(), false, this);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected Class<?> loadClass(String wanted, boolean resolve) throws ClassNotFoundException {
    if (!wanted.equals(name) && !wanted.startsWith(name + "$")) {
      return super.loadClass(wanted, resolve);
    }
    synchronized (getClassLoadingLock(wanted)) {
      Class<?> known = findLoadedClass(wanted);
      return known != null ? known : define(wanted);
    }
  }

  private Class<?> define(String wanted) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(wanted.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(wanted);
      }
      byte[] code = in.readAllBytes();
      return defineClass(wanted, code, 0, code.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
