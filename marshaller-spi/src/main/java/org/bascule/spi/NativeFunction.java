package org.bascule.spi;

/**
 * A function as C declares it, without a Java interface of its own: what is natural for a C
 * function pointer. Java code implements it to be called by the DLL; one that comes from the DLL
 * calls it.
 */
@FunctionalInterface
public interface NativeFunction {
  /**
   * Runs the function.
   *
   * @param arguments of the Java types that are natural for the C types; a caller may pass what
   *     means the same
   * @return the result, or what means the same; null for void
   * @throws Exception whatever the Java code throws; a function of the DLL throws unchecked
   *     exceptions only
   */
  Object call(Object... arguments) throws Exception;
}
