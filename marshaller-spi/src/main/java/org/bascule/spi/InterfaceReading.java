package org.bascule.spi;

import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Knows how interfaces of one family are meant, beyond what their types say. Published as an OSGi
 * service, or named in {@code META-INF/services/org.bascule.spi.InterfaceReading}. Readings are
 * asked in the order of their {@code service.ranking}, highest first; the first that does not
 * decline wins.
 *
 * <p>Called from any thread, several at a time.
 */
@ConsumerType
public interface InterfaceReading {
  /**
   * The rules of this interface, or empty if it is not mine. Called when it is loaded and when its
   * functions are bound, never per call; the interface must not be initialised.
   *
   * @param options what it was loaded with; empty if nothing was said, so that its own hold
   * @throws org.bascule.error.SignatureException if the interface is mine but cannot be read, or an
   *     option is not what it should be
   */
  Optional<InterfaceRules> read(Class<?> type, Optional<Map<String, ?>> options);

  /** Its ranking where there is no OSGi. */
  default int ranking() {
    return 0;
  }
}
