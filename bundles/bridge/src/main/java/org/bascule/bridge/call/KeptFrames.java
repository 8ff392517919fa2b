package org.bascule.bridge.call;

import org.bascule.protocol.Limit;

/**
 * Which frames the host keeps for a lane. It has one place for each remainder of their numbers, so
 * counting along is enough. Confined to the lane's thread.
 *
 * <p>What is kept counts from the moment it is sent, since calls back may put others into its
 * place; and no longer when anything went wrong, for it is only sent once more then.
 */
final class KeptFrames {
  private final int[] numbers = new int[Limit.KeptFrames];
  private final Carriage[] carriages = new Carriage[Limit.KeptFrames];

  boolean has(int number) {
    return numbers[number % Limit.KeptFrames] == number;
  }

  void add(int number) {
    numbers[number % Limit.KeptFrames] = number;
    carriages[number % Limit.KeptFrames] = null;
  }

  /** Frees the place of that number, whoever has it. */
  void forget(int number) {
    add(number);
    numbers[number % Limit.KeptFrames] = 0;
  }

  /** What the host knows of the sections of that Call, which may not be kept; null if nothing. */
  Carriage carriage(int number) {
    return has(number) ? carriages[number % Limit.KeptFrames] : null;
  }

  /** The host knows that now of a Call that it keeps. */
  void carry(int number, Carriage carriage) {
    carriages[number % Limit.KeptFrames] = carriage;
  }
}
