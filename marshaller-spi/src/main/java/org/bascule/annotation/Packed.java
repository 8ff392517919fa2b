package org.bascule.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a record that is a C struct: no member is aligned to more than this, as after {@code #pragma
 * pack(n)}. Without it the packing is 8, as Windows compilers have it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Packed {
  /** Bytes: 1, 2, 4, 8 or 16. */
  int value() default 1;
}
