package org.bascule.jna.loader;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Library;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a program on Windows gets; JNA is the same here, and calls the C library of Linux. */
class JnaRoadTest {
  private final Road road = new JnaRoad(new SearchPath(property -> null));

  interface CLibrary extends Library {
    int abs(int value);
  }

  @Test
  void interfacesAreJnasOwn() {
    assertThat(road.load("c", CLibrary.class, Optional.empty()).abs(-3)).isEqualTo(3);
    assertThat(road.load("c", CLibrary.class, Optional.of(Map.of())).abs(-4)).isEqualTo(4);
  }

  @Test
  void functionsAreJnasOwn() {
    BasculeLibrary library = road.library("c", Map.of());
    assertThat(library.getFunction("abs").invokeInt(new Object[] {-5})).isEqualTo(5);
    assertThat(library.getFunction("strchr").invokeString(new Object[] {"a=b", (int) '='}, false))
        .isEqualTo("=b");
  }

  @Test
  void synchronizedLibrariesAreJnasOwn() {
    CLibrary library = road.loadSynchronized("c", CLibrary.class, Map.of());
    assertThat(library.abs(-6)).isEqualTo(6);
    assertThat(Proxy.isProxyClass(library.getClass())).isTrue();
  }
}
