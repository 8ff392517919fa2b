package org.bascule.windowsjna.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Which classes are looked at more closely. */
class ClassSketchTest {
  private static final long WIDE = 0x1122334455667788L;
  private static final double DOUBLE = 0.25;

  static final class Plain {
    private long wide = WIDE;
    private double number = DOUBLE;
  }

  static final class Mentioning {
    private Pointer pointer;
  }

  static final class Unrelated {
    private Unrelated() {}

    static native int add(int a, int b);
  }

  static final class Loading {
    private Loading() {}

    static void load() {
      Runtime.getRuntime().load("/x");
    }
  }

  static final class Referring {
    static final Consumer<String> LOAD = System::loadLibrary;

    private Referring() {}
  }

  static final class OtherLoad {
    private OtherLoad() {}

    static void run(OtherLoad other) {
      other.load("load");
      System.getProperty("loadLibrary");
    }

    void load(String name) {}
  }

  @Test
  void classesThatCallNoDllsAreNone() throws IOException {
    assertThat(means(Plain.class)).isFalse();
    assertThat(means(Mentioning.class)).isFalse();
    assertThat(means(OtherLoad.class)).isFalse();
    assertThat(means(ClassSketchTest.class)).isFalse();
    assertThat(means(Thread.State.class)).isFalse();
  }

  @Test
  void classesWithNativeMethodsMayBeRegisteredByOthers() throws IOException {
    assertThat(means(Unrelated.class)).isTrue();
    assertThat(means(com.sun.jna.Native.class)).isTrue();
  }

  @Test
  void soDoCallsAndReferencesThatLoadLibraries() throws IOException {
    assertThat(means(Loading.class)).isTrue();
    assertThat(means(Referring.class)).isTrue();
  }

  private static boolean means(Class<?> type) throws IOException {
    return ClassSketch.meansDlls(bytes(type));
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    String file = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getResourceAsStream(file)) {
      return in.readAllBytes();
    }
  }
}
