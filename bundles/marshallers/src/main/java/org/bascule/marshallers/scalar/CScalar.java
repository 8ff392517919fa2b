package org.bascule.marshallers.scalar;

import java.math.BigInteger;
import org.bascule.spi.Layout;

/**
 * What an arithmetic C type means on one ABI.
 *
 * @param name as C says it
 * @param layout kind and width
 * @param role what else is known of its values
 */
record CScalar(String name, Layout.Scalar layout, Role role) {

  /** What the values stand for; decides the natural Java type and what text is understood. */
  enum Role {
    NUMBER(1),
    /** {@code char} and its like: text of one character means its code. */
    CHARACTER(1),
    /** {@code BOOL} and {@code BOOLEAN}: any value but 0 is true, and some functions return -1. */
    TRUTH(1),
    /** OLE's {@code VARIANT_BOOL}: true is -1. */
    VARIANT_TRUTH(-1),
    /** C's {@code bool}: 0 and 1 only. */
    BOOL(1);

    private final int trueValue;

    Role(int trueValue) {
      this.trueValue = trueValue;
    }

    /** What a Java {@code true} is written as. */
    int trueValue() {
      return trueValue;
    }

    /** Whether {@code true} and {@code false} are understood as values. */
    boolean isTruth() {
      return this == TRUTH || this == VARIANT_TRUTH || this == BOOL;
    }
  }

  boolean isFloating() {
    return layout.kind() == Layout.Kind.FLOATING;
  }

  boolean isSigned() {
    return layout.kind() == Layout.Kind.SIGNED;
  }

  int bytes() {
    return layout.bytes();
  }

  /** The smallest value; integers only. */
  BigInteger min() {
    return isSigned() ? BigInteger.ONE.shiftLeft(8 * bytes() - 1).negate() : BigInteger.ZERO;
  }

  /** The largest value; integers only. */
  BigInteger max() {
    if (role == Role.BOOL) {
      return BigInteger.ONE;
    }
    int valueBits = 8 * bytes() - (isSigned() ? 1 : 0);
    return BigInteger.ONE.shiftLeft(valueBits).subtract(BigInteger.ONE);
  }

  /** Extends the low bytes to 64 bits as the kind says. */
  long extend(long bits) {
    int unused = 64 - 8 * bytes();
    return isSigned() ? bits << unused >> unused : bits << unused >>> unused;
  }
}
