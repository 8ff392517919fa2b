package org.bascule.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a component of a record that is a C struct: an array of fixed length that lies in the struct
 * itself. {@code @Length(3) int[] v} is {@code int v[3]}, {@code @Length({3, 4}) float[][] m} is
 * {@code float m[3][4]}, {@code @Length(32) String name} is {@code char name[32]}, with
 * {@code @DeclaredAs("wchar_t")} {@code wchar_t name[32]}. {@link CType} names the element.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
public @interface Length {
  /** The dimensions, in elements, the outer first. */
  int[] value() default {};

  /**
   * For the last component: how many elements there are in each value, as an expression of other
   * components or of arguments. {@code @Length(of = "count") byte[] data} is {@code data[]}, of
   * size 0 in C; {@code @Length(value = 1, of = "count")} is {@code data[1]}, Windows' {@code
   * ANYSIZE_ARRAY}. Such a record is passed by pointer.
   */
  String of() default "";
}
