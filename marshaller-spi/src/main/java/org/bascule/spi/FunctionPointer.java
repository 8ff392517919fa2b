package org.bascule.spi;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Function pointers of one type, in both directions. Used by any thread.
 *
 * @param <T> what the functions are in Java
 */
@ProviderType
public interface FunctionPointer<T> {
  /**
   * The address at which the DLL can call a Java object; always the same for the same object while
   * it lives. An object that {@link #function} has made has the address of the DLL's function
   * behind it. The address is good as long as somebody else refers to the object, or until it is
   * released; a call after that gives the DLL 0 and an error in the log.
   *
   * @param function null for a null pointer
   * @throws org.bascule.error.BasculeException if the host cannot make it
   */
  long address(T function);

  /**
   * The same for a pointer that is being written: lengths in the function's type may name what is
   * around it, other arguments of the call or other members of the struct.
   *
   * @param cell where the pointer is written
   * @param call the call that it is written for
   */
  default long address(T function, WindowsMemory cell, Sections call) {
    return address(function);
  }

  /**
   * The function at an address: the Java object whose address it is; else an object that calls the
   * DLL, the same one for the same address while it lives; null for 0.
   */
  T function(long address);
}
