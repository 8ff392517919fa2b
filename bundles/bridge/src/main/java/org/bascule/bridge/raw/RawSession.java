package org.bascule.bridge.raw;

import org.bascule.bridge.Session;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;
import org.osgi.annotation.versioning.ProviderType;

/** A session whose host can be used without types, beside what is bound in it with types. */
@ProviderType
public interface RawSession extends Session {
  /** Its host. Always the same object. */
  RawHost raw();

  /**
   * The host of a session of the bridge.
   *
   * @throws ValueException if somebody else has made the session
   */
  static RawHost host(Session session) {
    if (session instanceof RawSession own) {
      return own.raw();
    }
    throw new ValueException(
        new Diagnosis(
            ErrorCode.BAD_ARGUMENT,
            "use a host without types",
            "session",
            "a session that the bridge has opened",
            String.valueOf(session),
            "open it with Bascule.open"));
  }
}
