package org.bascule.bridge.session;

import java.lang.reflect.Method;
import org.bascule.annotation.Timeout;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;

/** The words for limits that cannot be. */
final class TimeoutMistakes {
  private TimeoutMistakes() {}

  static SignatureException negative(String library, Method method, Timeout said) {
    return new SignatureException(
        new Diagnosis(
            ErrorCode.UNSUPPORTED_SIGNATURE,
            "bind " + library + "." + method.getName(),
            "@Timeout of " + method.getDeclaringClass().getName(),
            "0, for no limit, or more",
            said.value() + " " + said.unit().name().toLowerCase(java.util.Locale.ROOT),
            "correct the annotation"));
  }
}
