package org.bascule.jna.loader;

import com.sun.jna.Pointer;
import com.sun.jna.WString;

/**
 * A function of a DLL, as JNA's {@code Function}: the classes of the arguments say what C gets.
 * Used by any thread.
 */
public final class BasculeFunction {
  private final String name;
  private final Invoker invoker;

  /** Calls one function. */
  @FunctionalInterface
  interface Invoker {
    Object invoke(Class<?> type, Object[] arguments);
  }

  BasculeFunction(String name, Invoker invoker) {
    this.name = name;
    this.invoker = invoker;
  }

  /** As the DLL exports it. */
  public String getName() {
    return name;
  }

  /**
   * Calls it.
   *
   * @param type of the result: {@code void}, a primitive type, {@code String}, {@code WString},
   *     {@code Pointer}
   * @param arguments may be null if there are none
   * @throws UnsatisfiedLinkError if the DLL has no such function
   * @throws IllegalArgumentException if the type is another one, or an argument is of a class that
   *     C cannot get
   */
  public Object invoke(Class<?> type, Object[] arguments) {
    return invoker.invoke(type, arguments == null ? new Object[0] : arguments);
  }

  /** A function without a result. */
  public void invoke(Object[] arguments) {
    invoke(void.class, arguments);
  }

  /** A function without a result. */
  public void invokeVoid(Object[] arguments) {
    invoke(void.class, arguments);
  }

  /** A function whose result is an {@code int}. */
  public int invokeInt(Object[] arguments) {
    return (int) invoke(int.class, arguments);
  }

  /** A function whose result has 64 bits. */
  public long invokeLong(Object[] arguments) {
    return (long) invoke(long.class, arguments);
  }

  /** A function whose result is a {@code float}. */
  public float invokeFloat(Object[] arguments) {
    return (float) invoke(float.class, arguments);
  }

  /** A function whose result is a {@code double}. */
  public double invokeDouble(Object[] arguments) {
    return (double) invoke(double.class, arguments);
  }

  /** A function whose result is a pointer. */
  public Pointer invokePointer(Object[] arguments) {
    return (Pointer) invoke(Pointer.class, arguments);
  }

  /**
   * A function whose result is text.
   *
   * @param wide whether it is {@code wchar_t *}
   */
  public String invokeString(Object[] arguments, boolean wide) {
    if (!wide) {
      return (String) invoke(String.class, arguments);
    }
    WString text = (WString) invoke(WString.class, arguments);
    return text == null ? null : text.toString();
  }

  @Override
  public String toString() {
    return name;
  }
}
