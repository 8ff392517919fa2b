package org.bascule.itest.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.bascule.itest.ChildJvm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Neither the collector of the JVM nor its compiler makes a difference. */
class CollectorsIT {
  @ParameterizedTest
  @ValueSource(
      strings = {"-XX:+UseSerialGC", "-XX:+UseParallelGC", "-XX:+UseG1GC", "-XX:+UseZGC", "-Xint"})
  void callsCallbacksStructsAndSharedMemoryAreRightWith(String option) throws Exception {
    Path jdk = Path.of(System.getProperty("java.home"));
    try (ChildJvm child = ChildJvm.run(jdk, List.of(option), CollectorProgram.class)) {
      assertThat(child.rest()).containsExactly("20 rounds");
      assertThat(child.exitStatus()).isZero();
    }
  }
}
