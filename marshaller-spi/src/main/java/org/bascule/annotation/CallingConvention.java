package org.bascule.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.bascule.spi.Convention;

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
  Convention value();
}
