package org.bascule.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The code page of {@code char} text: at one place, for a method (its result and parameters), or
 * for a whole interface.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({
  ElementType.PARAMETER,
  ElementType.METHOD,
  ElementType.FIELD,
  ElementType.RECORD_COMPONENT,
  ElementType.TYPE
})
public @interface CodePage {
  /** Windows' number: 65001 is UTF-8, 1252 Western European. */
  int value();
}
