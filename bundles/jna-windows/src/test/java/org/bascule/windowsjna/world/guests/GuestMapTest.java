package org.bascule.windowsjna.world.guests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuestMapTest {
  private final Map<Object, Object> map = new GuestMap<>();

  /** A program's class, which is defined in a loader of its own. */
  static final class Guest {}

  private static final class GuestLoader extends ClassLoader {
    GuestLoader() {
      super(GuestMapTest.class.getClassLoader());
    }

    Object guest() throws IOException, ReflectiveOperationException {
      String file = Guest.class.getName().replace('.', '/') + ".class";
      try (InputStream in = getParent().getResourceAsStream(file)) {
        byte[] bytes = in.readAllBytes();
        var constructor = defineClass(null, bytes, 0, bytes.length).getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
      }
    }
  }

  private static boolean isCollected(WeakReference<?> reference) {
    for (int i = 0; i < 20 && !reference.refersTo(null); i++) {
      System.gc();
    }
    return reference.refersTo(null);
  }

  @Test
  void keepsNoClassForTheSakeOfWhatBelongsToIt() throws Exception {
    Object guest = new GuestLoader().guest();
    map.put(guest.getClass(), guest);
    map.put(guest, guest.getClass());
    assertThat(map.get(guest.getClass())).isSameAs(guest);
    assertThat(map.get(guest)).isSameAs(guest.getClass());
    WeakReference<Object> loader = new WeakReference<>(guest.getClass().getClassLoader());
    guest = null;
    assertThat(isCollected(loader)).isTrue();
  }

  @Test
  void isItselfNotKeptByAClassThatLivesLonger() {
    Map<Object, Object> other = new GuestMap<>();
    Object value = new Object();
    other.put(String.class, value);
    WeakReference<Object> reference = new WeakReference<>(value);
    assertThat(other.get(String.class)).isSameAs(value);
    other = null;
    value = null;
    assertThat(isCollected(reference)).isTrue();
  }

  @Test
  void isAMapOtherwise() throws Exception {
    Object guest = new GuestLoader().guest();
    for (Class<?> key : new Class<?>[] {guest.getClass(), String.class}) {
      assertThat(map.containsKey(key)).isFalse();
      assertThat(map.computeIfAbsent(key, type -> "first")).isEqualTo("first");
      assertThat(map.computeIfAbsent(key, type -> "second")).isEqualTo("first");
      assertThat(map.put(key, "third")).isEqualTo("first");
      assertThat(map.containsKey(key)).isTrue();
      assertThat(map.remove(key)).isEqualTo("third");
      assertThat(map.get(key)).isNull();
    }
    Reference.reachabilityFence(guest);
  }
}
