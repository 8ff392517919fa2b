package org.bascule.windowsjna.world.call;

import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;

/** Why objects of this JVM cannot be handed to a DLL. */
final class JniRefusals {
  private static final String REASON =
      "the DLL runs in another process, which has no JVM and cannot follow objects of this one";

  private JniRefusals() {}

  static UnsupportedOperationException argument(Object value, boolean environment) {
    OtherWorlds.refuse(value.getClass());
    String actual = environment ? "the JNI environment" : "an object of " + value.getClass();
    return refused("pass an argument", actual);
  }

  static UnsupportedOperationException result(String function) {
    return refused("call " + function + " for a Java object", "a result of JNI");
  }

  private static UnsupportedOperationException refused(String operation, String actual) {
    return new UnsupportedOperationException(
        new Diagnosis(
                ErrorCode.UNSUPPORTED_SIGNATURE,
                operation,
                "",
                "numbers, text, memory, structures, buffers, callbacks",
                actual + "; " + REASON,
                "pass what C can read, or a number by which a callback finds the object")
            .message());
  }
}
