package org.bascule.itest.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.bascule.annotation.Memsync;

/** Random calls of nesting.c on one thread, each answer compared with what Java computes. */
final class Traffic {
  private static final int DEEPEST = 12;
  private static final int KINDS = 4;
  private static final int TEXT = 40;

  private final Upcalls upcalls;
  private final Random random;
  private long calls;
  private long thrown;

  Traffic(Upcalls upcalls, Random random) {
    this.upcalls = upcalls;
    this.random = random;
  }

  /** {@code struct { int64_t number; double real; int32_t count; }}. */
  public record Parcel(long number, double real, int count) {}

  /** Takes and gives a number. */
  public interface Number {
    long number(long value);
  }

  /** Takes a text. */
  public interface Text {
    long text(String text);
  }

  /** May change the numbers. */
  public interface Numbers {
    long numbers(@Memsync(length = "count") int[] numbers, int count);
  }

  /** Takes and gives a struct by value. */
  public interface Parcels {
    Parcel parcel(Parcel given);
  }

  /** Of upcalls.dll. */
  public interface Upcalls {
    long mix_number(long value, Number next);

    long mix_text(String text, Text next);

    long mix_array(@Memsync(length = "count") int[] numbers, int count, Numbers next);

    Parcel mix_parcel(Parcel given, Parcels next);
  }

  /** Thrown on purpose, and caught some callbacks further out. */
  private static final class Deliberate extends RuntimeException {
    private static final long serialVersionUID = 1;

    Deliberate() {
      super("deliberate", null, true, false);
    }
  }

  long takeCalls() {
    long taken = calls;
    calls = 0;
    return taken;
  }

  long takeThrown() {
    long taken = thrown;
    thrown = 0;
    return taken;
  }

  /** One call and all that it leads to. */
  void top() {
    try {
      call(0);
    } catch (Deliberate e) {
      thrown++;
    }
  }

  private void call(int depth) {
    calls++;
    switch (random.nextInt(KINDS)) {
      case 0 -> number(depth);
      case 1 -> text(depth);
      case 2 -> array(depth);
      default -> parcel(depth);
    }
  }

  /** What a callback does beside its work: calls, and sometimes an exception. */
  private void within(int depth) {
    int dice = random.nextInt(100);
    if (depth < DEEPEST && dice < 60) {
      int times = 1 + random.nextInt(2);
      for (int i = 0; i < times; i++) {
        if (dice < 5) {
          caught(depth + 1);
        } else {
          call(depth + 1);
        }
      }
    } else if (dice == 99) {
      throw new Deliberate();
    }
  }

  private void caught(int depth) {
    try {
      call(depth);
    } catch (Deliberate e) {
      thrown++;
    }
  }

  private void number(int depth) {
    long value = random.nextLong();
    long answer = random.nextLong();
    long result =
        upcalls.mix_number(
            value,
            given -> {
              assertThat(given).isEqualTo(value * 3 + 1);
              within(depth);
              return answer;
            });
    assertThat(result).isEqualTo(answer ^ 0x5555);
  }

  private void text(int depth) {
    String text =
        random
            .ints(random.nextInt(TEXT), 'a', 'z' + 1)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    int answer = random.nextInt();
    long result =
        upcalls.mix_text(
            text,
            given -> {
              assertThat(given).isEqualTo(new StringBuilder(text).reverse().toString());
              within(depth);
              return answer;
            });
    assertThat(result).isEqualTo(answer + (long) text.length());
  }

  private void array(int depth) {
    int[] numbers = random.ints(1 + random.nextInt(200), -1000, 1000).toArray();
    int[] original = numbers.clone();
    int factor = random.nextInt(5);
    long result =
        upcalls.mix_array(
            numbers,
            numbers.length,
            (given, count) -> {
              assertThat(count).isEqualTo(original.length);
              within(depth);
              for (int i = 0; i < count; i++) {
                assertThat(given[i]).isEqualTo(original[i] + 1);
                given[i] *= factor;
              }
              return count;
            });
    int[] expected = Arrays.stream(original).map(n -> (n + 1) * factor).toArray();
    assertThat(numbers).isEqualTo(expected);
    assertThat(result).isEqualTo(original.length + Arrays.stream(expected).asLongStream().sum());
  }

  private void parcel(int depth) {
    Parcel given = new Parcel(random.nextInt(), random.nextDouble(), random.nextInt(1000));
    Parcel answer = new Parcel(random.nextLong(), random.nextDouble(), random.nextInt(1000));
    Parcel result =
        upcalls.mix_parcel(
            given,
            seen -> {
              assertThat(seen)
                  .isEqualTo(new Parcel(given.number() + 1, given.real(), given.count()));
              within(depth);
              return answer;
            });
    assertThat(result).isEqualTo(new Parcel(answer.number(), answer.real(), answer.count() + 1));
  }
}
