package org.bascule.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeTest {
  private final List<String> closed = new ArrayList<>();
  private final Scope scope = new Scope();

  @Test
  void closesWhatCameLastFirstAndOnce() {
    scope.add(() -> closed.add("first"));
    scope.add(() -> closed.add("second"));
    scope.close();
    scope.close();
    assertThat(closed).containsExactly("second", "first");
    assertThat(scope.isClosed()).isTrue();
  }

  @Test
  void closesAtOnceWhatComesTooLate() {
    scope.close();
    scope.add(() -> closed.add("late"));
    assertThat(closed).containsExactly("late");
  }

  @Test
  void closesTheRestWhenSomethingFailsAndTellsAllFailures() {
    scope.add(() -> closed.add("first"));
    scope.add(
        () -> {
          throw new IllegalArgumentException("second");
        });
    scope.add(
        () -> {
          throw new StackOverflowError("third");
        });
    assertThatThrownBy(scope::close)
        .isInstanceOf(StackOverflowError.class)
        .hasMessage("third")
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .singleElement()
                    .isInstanceOf(IllegalArgumentException.class));
    assertThat(closed).containsExactly("first");
  }

  @Test
  void wrapsWhatIsChecked() {
    scope.add(
        () -> {
          throw new IOException("no");
        });
    assertThatThrownBy(scope::close)
        .isInstanceOf(IllegalStateException.class)
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void keepsTheFailureThatItIsClosedFor() {
    scope.add(
        () -> {
          throw new IllegalArgumentException("second");
        });
    Error first = new Error("first");
    assertThat(scope.closeAfter(first)).isSameAs(first);
    assertThat(first.getSuppressed()).extracting(Throwable::getMessage).containsExactly("second");
  }

  @Test
  void leavesAloneWhatWasReleased() {
    AutoCloseable one = scope.add(() -> closed.add("one"));
    scope.add(() -> closed.add("two"));
    assertThat(scope.release(one)).isTrue();
    assertThat(scope.release(one)).isFalse();
    scope.close();
    assertThat(closed).containsExactly("two");
  }
}
