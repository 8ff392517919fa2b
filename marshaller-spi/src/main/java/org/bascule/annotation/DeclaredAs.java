package org.bascule.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What C calls the type of this parameter, result or field, where that differs from what the Java
 * type means by itself: {@code @DeclaredAs("size_t") long}, {@code @DeclaredAs("unsigned long")
 * long}, {@code @DeclaredAs("char") byte}. On a method it is said of the result.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({
  ElementType.PARAMETER,
  ElementType.METHOD,
  ElementType.FIELD,
  ElementType.RECORD_COMPONENT
})
public @interface DeclaredAs {
  /** A C type as in a prototype. */
  String value();
}
