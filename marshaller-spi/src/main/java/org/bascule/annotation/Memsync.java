package org.bascule.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says how much memory lies behind a pointer, where only the call knows it. Stands at the pointer
 * itself (a parameter, a field), or at a method with a {@link #pointer()} path from the method's
 * arguments or its result. JNA ignores it.
 *
 * <p>Lengths are expressions: integers, {@code + - * / %}, parentheses and paths. A path begins
 * with a parameter's name (which needs {@code javac -parameters}), with {@code arg0}, {@code arg1}
 * …, with {@code result}, or, in a struct, with another member; {@code .} goes on to a member,
 * through pointers as well; {@code *} before a path follows a pointer. {@code strlen(path)} and
 * {@code wcslen(path)} count the characters of text before its terminating zero.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Memsync.List.class)
@Target({
  ElementType.PARAMETER,
  ElementType.METHOD,
  ElementType.FIELD,
  ElementType.RECORD_COMPONENT
})
public @interface Memsync {
  /**
   * The path to the pointer, from the method; empty where the annotation stands at the pointer
   * itself.
   */
  String pointer() default "";

  /**
   * How many elements lie there before the call; with {@link #lengthBy} the numbers that it is
   * computed from, expressions with commas between them.
   */
  String length() default "";

  /** Computes the length from the numbers in {@link #length}, where an expression cannot. */
  Class<? extends LengthFunction> lengthBy() default LengthFunction.class;

  /**
   * How many elements are valid after the call; all of them if empty. May use {@code result} and
   * out parameters.
   */
  String valid() default "";

  /** Whether both lengths count bytes and not elements. */
  boolean bytes() default false;

  /** Whether the memory ends with a zero element, that is included. */
  boolean nullTerminated() default false;

  /** Whether text there has 16-bit characters. */
  boolean wide() default false;

  /** The element's type, where the pointer's does not say it. */
  Class<?> type() default byte.class;

  /** What C calls the element, where that differs from what {@link #type()} means. */
  String cType() default "";

  /** Which way the memory is copied. */
  Direction direction() default Direction.IN_OUT;

  /** The exported function that frees memory which the DLL allocated; empty to leave it alone. */
  String free() default "";

  /** Several directives at one method. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target({
    ElementType.PARAMETER,
    ElementType.METHOD,
    ElementType.FIELD,
    ElementType.RECORD_COMPONENT
  })
  @interface List {
    /** The directives. */
    Memsync[] value();
  }
}
