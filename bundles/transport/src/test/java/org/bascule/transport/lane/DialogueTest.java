package org.bascule.transport.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DialogueTest {
  private final Dialogue dialogue = new Dialogue();
  private int count;

  @Test
  void owesTheFirstUpcall() {
    assertThat(dialogue.owing()).isFalse();
    begun(256, 64);

    owes(256, 64);
  }

  @Test
  void owesTheNextUpcallAfterAnAnswer() {
    begun(256, 64);
    turned(256, 64, 256, 128);

    owes(256, 128);
  }

  @Test
  void owesTheUpcallAgainWhenARequestHasBeenAnswered() {
    begun(256, 64);
    turned(320, 40, 320, 40);
    owes(256, 64);
    // A reply of another length, and one as long as the upcall.
    turned(320, 40, 320, 24);
    turned(320, 40, 320, 64);

    owes(256, 64);
  }

  @Test
  void knowsARequestThatLiesWhereTheUpcallLayByItsSize() {
    begun(256, 64);
    turned(256, 40, 256, 24);

    owes(256, 64);
  }

  @Test
  void comesBackThroughAllDepths() {
    begun(256, 64);
    for (int depth = 1; depth <= 40; depth++) {
      turned(256 * depth + 128, 40, 256 * (depth + 1), 64);
      owes(256 * (depth + 1), 64);
    }
    for (int depth = 40; depth >= 1; depth--) {
      turned(256 * (depth + 1), 64, 256 * depth + 128, 40);
      owes(256 * depth, 64);
    }
  }

  @Test
  void owesASecondUpcallOfTheSameRequest() {
    begun(256, 64);
    turned(320, 40, 384, 64);
    turned(384, 64, 384, 64);
    owes(384, 64);
    turned(384, 64, 320, 40);

    owes(256, 64);
  }

  @Test
  void countsTheUpcallsThatWaitForTheirAnswers() {
    assertThat(dialogue.depth()).isZero();
    turned(256, 40, 320, 64);
    assertThat(dialogue.depth()).isEqualTo(1);
    turned(384, 40, 448, 64);
    assertThat(dialogue.depth()).isEqualTo(2);
    turned(448, 64, 384, 40);
    assertThat(dialogue.depth()).isEqualTo(1);
    turned(320, 64, 256, 40);
    assertThat(dialogue.depth()).isZero();
  }

  @Test
  void countsTheFirstUpcallOfAThreadOfTheDlls() {
    begun(256, 64);
    assertThat(dialogue.depth()).isEqualTo(1);
    turned(320, 40, 384, 64);
    assertThat(dialogue.depth()).isEqualTo(2);
    turned(384, 64, 320, 40);
    assertThat(dialogue.depth()).isEqualTo(1);
  }

  @Test
  void takesNoFrameTwice() {
    turned(256, 40, 320, 64);
    dialogue.came(count, 320, 64);
    dialogue.came(count, 512, 64);

    assertThat(dialogue.depth()).isEqualTo(1);
    owes(320, 64);
  }

  @Test
  void countsForNothingWhatWasNotPosted() {
    turned(256, 40, 320, 64);
    dialogue.posting(384, 40);

    owes(320, 64);
    assertThat(dialogue.count()).isEqualTo(1);
  }

  private void begun(int offset, int size) {
    dialogue.came(++count, offset, size);
  }

  private void turned(int posted, int postedSize, int received, int receivedSize) {
    dialogue.posting(posted, postedSize);
    dialogue.came(++count, received, receivedSize);
  }

  private void owes(int offset, int size) {
    assertThat(dialogue.owing()).isTrue();
    assertThat(dialogue.offset()).isEqualTo(offset);
    assertThat(dialogue.size()).isEqualTo(size);
  }
}
