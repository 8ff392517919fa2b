package org.bascule.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class VirtualThreadsTest {
  private final MethodHandle virtual = MethodHandles.constant(String.class, "virtual");
  private final MethodHandle other = MethodHandles.constant(String.class, "other");

  @Test
  void existFromJava21On() {
    assertThat(VirtualThreads.exist()).isEqualTo(Runtime.version().feature() >= 21);
  }

  @Test
  void aPlatformThreadIsNone() throws Throwable {
    assertThat(VirtualThreads.isCurrent()).isFalse();
    assertThat((String) VirtualThreads.choose(virtual, other).invokeExact()).isEqualTo("other");
  }

  @Test
  void whereThereAreNoneNothingIsWrapped() {
    assumeFalse(VirtualThreads.exist(), "this is for a JVM without virtual threads");
    assertThat(VirtualThreads.choose(virtual, other)).isSameAs(other);
  }

  @Test
  void aVirtualThreadIsOne() throws Throwable {
    assumeTrue(VirtualThreads.exist(), "this is for a JVM with virtual threads");
    MethodHandle chosen = VirtualThreads.choose(virtual, other);
    AtomicReference<Object> seen = new AtomicReference<>();
    Runnable work =
        () -> {
          try {
            seen.set(chosen.invoke() + " " + VirtualThreads.isCurrent());
          } catch (Throwable e) {
            seen.set(e);
          }
        };
    ((Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work))
        .join();
    assertThat(seen.get()).isEqualTo("virtual true");
  }
}
