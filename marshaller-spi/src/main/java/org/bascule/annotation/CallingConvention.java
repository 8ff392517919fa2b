package org.bascule.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How functions are called, of an interface or of one method, callbacks included. Matters for
 * 32-bit DLLs only, and there between {@code cdecl} and {@code stdcall} for callbacks only: of
 * functions, what they pop is measured.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface CallingConvention {
  /** The convention. */
  Kind value();

  /** What 32-bit compilers know. */
  enum Kind {
    /** The caller pops the arguments. */
    CDECL,
    /** The function pops them: Windows' own functions and callbacks. */
    STDCALL,
    /** Of C++ methods: the object in ECX. */
    THISCALL,
    /** The first two arguments in ECX and EDX. */
    FASTCALL
  }
}
