package org.bascule.spi.kit;

/** Says which rule was broken, and by what. */
record Rule(String subject) {
  void require(boolean kept, String broken) {
    if (!kept) {
      throw new AssertionError(subject + broken);
    }
  }

  Rule about(Object value) {
    return new Rule(subject + "value " + value + ": ");
  }
}
