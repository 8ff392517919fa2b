package org.bascule.spi;

import java.lang.reflect.Method;
import java.util.Objects;

/**
 * The Java side of a function pointer: objects of an interface.
 *
 * @param type the interface
 * @param method what the DLL calls: it takes the function's parameters one by one, or all in an
 *     {@code Object[]}
 * @param rules what else there is to know about these objects
 * @param owner the class with which all of this goes, the interface if nothing else is said: that
 *     of an object which was first met at a call, and says itself what function it is
 * @param <T> the interface
 */
public record JavaFunction<T>(
    Class<T> type, Method method, CallbackRules<? super T> rules, Class<?> owner) {
  public JavaFunction {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(rules, "rules");
    Objects.requireNonNull(owner, "owner");
  }

  /** One that goes with the interface. */
  public JavaFunction(Class<T> type, Method method, CallbackRules<? super T> rules) {
    this(type, method, rules, type);
  }
}
