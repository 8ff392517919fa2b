package org.bascule.itest.lifetime;

/**
 * A number that only the marshaller of a {@link CountGuest} takes: no record, since those have one
 * already.
 */
public final class Count {
  private final int number;

  public Count(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Count count && count.number == number;
  }

  @Override
  public int hashCode() {
    return number;
  }

  @Override
  public String toString() {
    return "Count " + number;
  }
}
