package org.bascule.jna.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.FunctionMapper;
import com.sun.jna.Library;
import com.sun.jna.TypeMapper;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bascule.error.SignatureException;
import org.bascule.jna.FreshLoader;
import org.junit.jupiter.api.Test;

class InterfaceCopyTest {
  private static final int THREADS = 4;
  private static final int ROUNDS = 300;

  @Test
  void isMadeOnceHoweverManyThreadsAskFirst() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        Class<?> library = FreshLoader.copy(Nameless.Several.class);
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<Map<String, Object>>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          all.add(pool.submit(afterAll(start, library)));
        }
        for (Future<Map<String, Object>> one : all) {
          assertThat(one.get()).as("round %d", round).isEqualTo(own(library));
        }
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void hasNamelessClassesOfAllKinds() {
    Map<String, Object> options = own(FreshLoader.copy(Nameless.Several.class));
    assertThat(options).containsEntry("name", "fallback");
    TypeMapper mapper = (TypeMapper) options.get(Library.OPTION_TYPE_MAPPER);
    assertThat(
            mapper.getToNativeConverter(Nameless.Level.class).toNative(Nameless.Level.HIGH, null))
        .isEqualTo(1);
    FunctionMapper names = (FunctionMapper) options.get(Library.OPTION_FUNCTION_MAPPER);
    assertThat(names.getFunctionName(null, Object.class.getMethods()[0])).startsWith("my_");
  }

  @Test
  void goesOnWhereAnEarlierAttemptHasFailed() throws Exception {
    Class<?> library = FreshLoader.copy(Nameless.Several.class);
    String name = Nameless.Several.class.getName().replace('.', '/');
    RenamedPool pool = new RenamedPool(name, name + "$BasculeCopy");
    try (InputStream in = library.getResourceAsStream("Nameless$Several.class")) {
      byte[] code = pool.rename(in.readAllBytes()).code();
      MethodHandles.privateLookupIn(library, MethodHandles.lookup())
          .defineClass(NotingVisitor.noting(code, name + "$BasculeCopy", true));
    }
    assertThat(own(library)).containsEntry("name", "fallback");
  }

  @Test
  void isMadeAgainAfterAnInitialiserThatFailed() {
    Class<?> library = FreshLoader.copy(Nameless.FailingAtFirst.class);
    System.setProperty(Nameless.FAILURES, "2");
    try {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> own(library))
            .isInstanceOf(SignatureException.class)
            .hasMessage(
                """
                BSC-303 cannot read the options of org.bascule.jna.library.Nameless$FailingAtFirst
                  expected: constants that can be computed without a library
                  actual: java.lang.IllegalStateException: no such registry
                  remedy: give the options when the interface is loaded\
                """);
      }
      assertThat(own(library)).isEqualTo(Map.of(Library.OPTION_STRING_ENCODING, "IBM850"));
      assertThat(own(library)).isEqualTo(Map.of(Library.OPTION_STRING_ENCODING, "IBM850"));
      assertThat(System.getProperty(Nameless.FAILURES)).isEqualTo("-1");
    } finally {
      System.clearProperty(Nameless.FAILURES);
    }
  }

  private static Callable<Map<String, Object>> afterAll(CyclicBarrier start, Class<?> library) {
    return () -> {
      start.await();
      return own(library);
    };
  }

  private static Map<String, Object> own(Class<?> library) {
    return LibraryOptions.of(library, Optional.empty()).values();
  }
}
