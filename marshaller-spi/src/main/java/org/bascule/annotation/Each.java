package org.bascule.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method calls a function once for each element of its arrays, in order and much faster than
 * one by one. Each parameter that is an array stands for one parameter of the function, whose
 * values its elements are; all calls get the same of the others. The result is an array of the
 * function's results, or nothing. Arrays have one length, 0 too.
 *
 * <pre>{@code
 * @Each double[] pow(double[] x, double y);
 * }</pre>
 *
 * <p>The function takes and gives numbers, truth values, enums and addresses only. What else is
 * said in annotations of a parameter or of the method is said of the elements.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Each {}
