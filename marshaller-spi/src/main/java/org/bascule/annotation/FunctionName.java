package org.bascule.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The exported name behind a method, where it differs from the method's:
 * {@code @FunctionName("#12")} means ordinal 12.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface FunctionName {
  /** The name as the DLL exports it, or {@code #} and an ordinal. */
  String value();
}
