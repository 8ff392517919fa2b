package org.bascule.spi;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Compiles one use of a type into a marshaller. Published as an OSGi service, or named in {@code
 * META-INF/services/org.bascule.spi.MarshallerFactory} for use without OSGi. Factories are asked in
 * the order of their {@code service.ranking}, highest first, older services first among equals; the
 * first that does not decline wins.
 *
 * <p>Called from any thread, several at a time.
 */
@ConsumerType
public interface MarshallerFactory {
  /**
   * The marshaller for this use, or empty if it is not mine. Called once per bind, never per call.
   *
   * @throws org.bascule.error.SignatureException if the use is mine but cannot be marshalled as it
   *     is declared
   */
  Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context);

  /** What it handles, in a few words for people: {@code int, long, DWORD …}. */
  default String handles() {
    return getClass().getSimpleName();
  }

  /**
   * Its ranking where there is no OSGi; with OSGi the property {@code service.ranking} counts. The
   * same number belongs in both.
   */
  default int ranking() {
    return 0;
  }
}
