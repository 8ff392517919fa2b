package org.bascule.bridge.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bascule.spi.ReusableNotes;
import org.junit.jupiter.api.Test;

class NotebookTest {
  private final Notebook notebook = new Notebook();

  static final class Again implements ReusableNotes {
    final List<String> words = new ArrayList<>();

    @Override
    public void forget() {
      words.clear();
    }
  }

  @Test
  void givesTheSameNotesDuringOneCall() {
    Again notes = notebook.notes(Again.class, Again::new);
    AtomicInteger others = notebook.notes(AtomicInteger.class, AtomicInteger::new);
    StringBuilder third = notebook.notes(StringBuilder.class, StringBuilder::new);

    assertThat(notebook.notes(Again.class, Again::new)).isSameAs(notes);
    assertThat(notebook.notes(AtomicInteger.class, AtomicInteger::new)).isSameAs(others);
    assertThat(notebook.notes(StringBuilder.class, StringBuilder::new)).isSameAs(third);
  }

  @Test
  void givesLaterCallsWhatCanBeUsedAgainAndNothingElse() {
    Again notes = notebook.notes(Again.class, Again::new);
    notes.words.add("secret");
    StringBuilder others = notebook.notes(StringBuilder.class, StringBuilder::new);
    for (int i = 0; i < 3; i++) {
      notebook.forget();
      assertThat(notebook.notes(Again.class, Again::new)).isSameAs(notes);
      assertThat(notes.words).isEmpty();
    }
    assertThat(notebook.notes(StringBuilder.class, StringBuilder::new)).isNotSameAs(others);
  }

  @Test
  void keepsNothingAliveBetweenCalls() {
    WeakReference<Again> used = use();
    notebook.forget();
    while (used.get() != null) {
      System.gc();
    }
    assertThat(notebook.notes(Again.class, Again::new).words).isEmpty();
  }

  private WeakReference<Again> use() {
    return new WeakReference<>(notebook.notes(Again.class, Again::new));
  }
}
