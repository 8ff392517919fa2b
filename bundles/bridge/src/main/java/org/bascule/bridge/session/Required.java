package org.bascule.bridge.session;

import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;
import org.bascule.spi.Address;

/** What the methods of the API cannot do without. */
final class Required {
  private Required() {}

  /**
   * The value.
   *
   * @param operation for messages: {@code load an interface}
   * @param parameter its name
   * @throws ValueException with code {@code BAD_ARGUMENT} if it is null
   */
  static <T> T given(T value, String operation, String parameter) {
    if (value == null) {
      throw new ValueException(
          new Diagnosis(
              ErrorCode.BAD_ARGUMENT,
              operation,
              "the parameter " + parameter,
              "a value",
              "null",
              "pass one; nothing was sent"));
    }
    return value;
  }

  /**
   * The address of a function.
   *
   * @throws ValueException with code {@code BAD_ARGUMENT} if it is null or the null pointer
   */
  static Address called(Address address, String operation) {
    if (given(address, operation, "address").isNull()) {
      throw new ValueException(
          new Diagnosis(
              ErrorCode.BAD_ARGUMENT,
              operation,
              "the parameter address",
              "the address of a function",
              "the null pointer",
              "ask isNull() before: the DLL has no function there; nothing was sent"));
    }
    return address;
  }
}
