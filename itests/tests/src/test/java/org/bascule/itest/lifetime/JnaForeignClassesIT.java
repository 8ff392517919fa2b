package org.bascule.itest.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.function.Consumer;
import org.bascule.itest.OpenSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Classes of loaders that go are used in calls of an interface that stays. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JnaForeignClassesIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final int PATIENCE_SECONDS = 30;

  private static JnaHost dll;

  @BeforeAll
  static void load() {
    dll = WINE.session().load("msvcrt", JnaHost.class);
    // JNA's own thread begins with the first memory, and keeps whoever is on the stack then.
    new JnaGuest().accept(dll);
  }

  @Test
  void areCollectedWhenNobodyElseUsesThem() {
    WeakReference<ClassLoader> loader = visit();
    long end = System.nanoTime() + PATIENCE_SECONDS * NANOS_PER_SECOND;
    while (loader.get() != null && System.nanoTime() < end) {
      System.gc();
      Thread.yield();
    }
    assertThat(loader.get()).isNull();
    visit();
    Reference.reachabilityFence(dll);
  }

  private static WeakReference<ClassLoader> visit() {
    ClassLoader loader = new GuestLoader();
    try {
      Class<?> guest = Class.forName(JnaGuest.class.getName(), false, loader);
      assertThat(guest).isNotSameAs(JnaGuest.class);
      @SuppressWarnings("unchecked")
      Consumer<JnaHost> consumer = (Consumer<JnaHost>) guest.getConstructor().newInstance();
      consumer.accept(dll);
      return new WeakReference<>(loader);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Has classes of its own of the guest. */
  private static final class GuestLoader extends ClassLoader {
    GuestLoader() {
      super(JnaForeignClassesIT.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(JnaGuest.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      return known != null ? known : define(name);
    }

    private Class<?> define(String name) {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] code = in.readAllBytes();
        return defineClass(name, code, 0, code.length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
