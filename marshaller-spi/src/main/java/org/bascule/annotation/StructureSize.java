package org.bascule.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The integer field of a JNA structure that tells Windows the structure's own size, such as {@code
 * cbSize}. It is sent with the size that the structure has there, whatever the Java field holds:
 * {@code size()} would say what it has on Linux. JNA ignores it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface StructureSize {}
