package org.bascule.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method stands for a variable that the DLL exports, not for a function. Without parameters it
 * reads: its result has the variable's type. With one parameter and without result it writes.
 *
 * <pre>{@code
 * @ExportedVariable int counter();
 * @ExportedVariable("counter") void setCounter(int value);
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ExportedVariable {
  /** The name as the DLL exports it, or {@code #} and an ordinal; empty for the method's name. */
  String value() default "";
}
