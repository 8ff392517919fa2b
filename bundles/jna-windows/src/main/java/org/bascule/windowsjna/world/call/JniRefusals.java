package org.bascule.windowsjna.world.call;

import com.sun.jna.Pointer;
import java.util.Optional;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;

/** Why objects of this JVM cannot be handed to a DLL. */
final class JniRefusals {
  private static final String REASON =
      "the DLL runs in another process, which has no JVM and cannot follow objects of this one";

  private JniRefusals() {}

  static UnsupportedOperationException argument(Object value, boolean environment) {
    Optional<Class<?>> other = OtherWorlds.find(value.getClass());
    if (other.isPresent()) {
      return ofOtherWorld(value, other.get());
    }
    String actual = environment ? "the JNI environment" : "an object of " + value.getClass();
    return refused("pass an argument", actual);
  }

  /** A value of JNA's that belongs to another world: its address means nothing here. */
  private static UnsupportedOperationException ofOtherWorld(Object value, Class<?> other) {
    return new UnsupportedOperationException(
        new Diagnosis(
                ErrorCode.UNSUPPORTED_SIGNATURE,
                "pass an argument",
                value.getClass().getName() + ", of " + OtherWorlds.place(value.getClass()),
                "types of this Windows world, from " + OtherWorlds.place(Pointer.class),
                other.getName() + " of " + OtherWorlds.describe(other),
                "have one world for the whole way: in OSGi name the bundle that makes the value in"
                    + " the entry bundles of org.bascule.windowsjna, else give its jar to the"
                    + " world's class loader; or copy the bytes")
            .message());
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
