package org.bascule.itest.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Has classes of its own of one guest, as a bundle has; everything else is the tests'. */
final class GuestLoader extends ClassLoader {
  private final String guest;

  private GuestLoader(Class<?> guest) {
    super(guest.getClassLoader());
    this.guest = guest.getName();
  }

  /**
   * A new guest of a loader that nobody else refers to.
   *
   * @param guest a public class with a public constructor that takes nothing
   * @param as a type that the guest and the tests have in common
   */
  static <T> T invite(Class<? extends T> guest, Class<T> as) {
    try {
      Class<?> own = Class.forName(guest.getName(), true, new GuestLoader(guest));
      assertThat(own).isNotSameAs(guest);
      return as.cast(own.getConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.equals(guest) && !name.startsWith(guest + "$")) {
      return super.loadClass(name, resolve);
    }
    Class<?> known = findLoadedClass(name);
    return known != null ? known : define(name);
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] code = in.readAllBytes();
      return defineClass(name, code, 0, code.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
