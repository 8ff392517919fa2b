package org.bascule.bridge.plan;

import org.bascule.spi.FunctionPointer;

/** Function pointers whose types are compiled on demand. */
public interface BoundPointer<T> extends FunctionPointer<T> {
  /**
   * Compiles the function's types now, if that has not been done.
   *
   * @param unit what it is compiled together with
   * @throws org.bascule.error.SignatureException if one of them has no marshaller
   */
  void bind(CompilationUnit unit);
}
