package org.bascule.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class ClassTableTest {
  private final ClassTable<Object[]> table = new ClassTable<>(ClassTableTest.class);

  static final class Plugin {}

  /** Like a bundle: its own copy of one class. */
  private static final class Bundle extends ClassLoader {
    Bundle() {
      super(ClassTableTest.class.getClassLoader());
    }

    Class<?> load() throws IOException {
      String name = Plugin.class.getName();
      try (InputStream in =
          ClassTableTest.class.getResourceAsStream("ClassTableTest$Plugin.class")) {
        byte[] code = in.readAllBytes();
        return defineClass(name, code, 0, code.length);
      }
    }
  }

  @Test
  void keepsNoClassOfAnotherLoaderEvenIfTheValueLeadsBackToIt() throws Exception {
    WeakReference<ClassLoader> bundle = rememberPlugin();
    Garbage.collectUntil(() -> bundle.refersTo(null));
    Garbage.collectUntil(() -> table.size() == 0);
  }

  private WeakReference<ClassLoader> rememberPlugin() throws Exception {
    Bundle bundle = new Bundle();
    Class<?> type = bundle.load();
    Object[] value = table.computeIfAbsent(type, () -> new Object[] {type});
    assertThat(table.get(type)).isSameAs(value);
    return new WeakReference<>(bundle);
  }

  @Test
  void keepsWhatBelongsToItsOwnersClassesAndToTheJdks() {
    WeakReference<Object> own =
        new WeakReference<>(table.computeIfAbsent(Plugin.class, () -> new Object[1]));
    WeakReference<Object> jdk =
        new WeakReference<>(table.computeIfAbsent(String.class, () -> new Object[1]));
    WeakReference<Object> witness = new WeakReference<>(new Object[1]);
    Garbage.collectUntil(() -> witness.refersTo(null));
    assertThat(own.get()).isNotNull();
    assertThat(jdk.get()).isNotNull();
    assertThat(table.get(Plugin.class)).isSameAs(own.get());
  }
}
