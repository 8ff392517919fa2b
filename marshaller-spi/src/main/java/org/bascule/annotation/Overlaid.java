package org.bascule.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a record that is a C union: all members begin at its first byte. The components have reference
 * types, {@code Integer} in place of {@code int}: the one that is not null is written. All are
 * read; one that the bytes do not express, such as text behind a pointer that leads nowhere, is
 * null.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Overlaid {}
