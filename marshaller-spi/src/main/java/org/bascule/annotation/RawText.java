package org.bascule.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Text is sent unit for unit, with zeros inside it, as lists of texts have them, and for wide text
 * with halves of surrogate pairs, as Windows allows in names of files: at one place, for a method
 * (its result and parameters), or for a whole interface. Without it such text is refused, since C
 * takes a zero for the end. Interfaces and structures of JNA's are read so.
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
public @interface RawText {}
