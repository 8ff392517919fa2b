package org.bascule.annotation;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Computes a length that an expression cannot say; see {@link Memsync#lengthBy}. A public class
 * with a public constructor without parameters; one object is made when the function is bound, and
 * used by all threads that call it.
 */
@ConsumerType
@FunctionalInterface
public interface LengthFunction {
  /**
   * The length, in elements, or in bytes where the directive counts bytes.
   *
   * @param values what the expressions in the directive's length are at this moment, in their order
   * @return 0 or more; anything else, or an exception, makes the call fail
   */
  long length(long... values);
}
