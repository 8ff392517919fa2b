package org.bascule.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;

/**
 * How long a call of this function, or of any function of this interface, may take:
 * {@code @Timeout(30)}, {@code @Timeout(value = 500, unit = TimeUnit.MILLISECONDS)}. When it takes
 * longer the host is ended, since nothing else stops foreign code. At a method it goes before what
 * stands at the interface, and there before what the session says.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Timeout {
  /** How many of the units; 0 for no limit. */
  long value();

  /** Of what. */
  TimeUnit unit() default TimeUnit.SECONDS;
}
