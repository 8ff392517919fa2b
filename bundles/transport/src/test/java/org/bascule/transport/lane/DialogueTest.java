package org.bascule.transport.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DialogueTest {
  private final Dialogue dialogue = new Dialogue();

  @Test
  void owesTheFirstUpcall() {
    assertThat(dialogue.owing()).isFalse();
    dialogue.begun(256, 64);

    owes(256, 64);
  }

  @Test
  void owesTheNextUpcallAfterAnAnswer() {
    dialogue.begun(256, 64);
    dialogue.turned(256, 64, 256, 128);

    owes(256, 128);
  }

  @Test
  void owesTheUpcallAgainWhenARequestHasBeenAnswered() {
    dialogue.begun(256, 64);
    dialogue.turned(320, 40, 320, 40);
    owes(256, 64);
    // A reply of another length, and one as long as the upcall.
    dialogue.turned(320, 40, 320, 24);
    dialogue.turned(320, 40, 320, 64);

    owes(256, 64);
  }

  @Test
  void knowsARequestThatLiesWhereTheUpcallLayByItsSize() {
    dialogue.begun(256, 64);
    dialogue.turned(256, 40, 256, 24);

    owes(256, 64);
  }

  @Test
  void comesBackThroughAllDepths() {
    dialogue.begun(256, 64);
    for (int depth = 1; depth <= 40; depth++) {
      dialogue.turned(256 * depth + 128, 40, 256 * (depth + 1), 64);
      owes(256 * (depth + 1), 64);
    }
    for (int depth = 40; depth >= 1; depth--) {
      dialogue.turned(256 * (depth + 1), 64, 256 * depth + 128, 40);
      owes(256 * depth, 64);
    }
  }

  @Test
  void owesASecondUpcallOfTheSameRequest() {
    dialogue.begun(256, 64);
    dialogue.turned(320, 40, 384, 64);
    dialogue.turned(384, 64, 384, 64);
    owes(384, 64);
    dialogue.turned(384, 64, 320, 40);

    owes(256, 64);
  }

  private void owes(int offset, int size) {
    assertThat(dialogue.owing()).isTrue();
    assertThat(dialogue.offset()).isEqualTo(offset);
    assertThat(dialogue.size()).isEqualTo(size);
  }
}
