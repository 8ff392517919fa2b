package org.bascule.marshallers.function;

import org.bascule.error.ValueException;
import org.bascule.spi.Address;
import org.bascule.spi.FunctionPointer;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.NativeFunction;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.memory.Refusals;

/**
 * A function pointer; a Java null is C's NULL. The Java object is kept while a call is in progress
 * that it was passed to; whether the DLL may call it later is up to whoever refers to it.
 *
 * @param pointer its type, both ways
 */
record FunctionMarshaller<T>(Class<T> javaType, Layout layout, FunctionPointer<T> pointer)
    implements Marshaller<T> {
  private static final String DECLARED = "pass a Java function, an Address, or null for NULL";

  private static final String DESCRIBED =
      "pass a lambda as (NativeFunction) arguments -> …, an Address, or null for NULL; for a function"
          + " of another interface, the address of its handle:"
          + " session.callback(IntUnaryOperator.class, f).address()";

  @Override
  public void write(T value, WindowsMemory target, Sections sections) {
    target.putPointer(0, pointer.address(value, target, sections));
    if (value != null) {
      sections.keep(value);
    }
  }

  @Override
  public T read(WindowsMemory source, Sections sections) {
    return pointer.function(source.getPointer(0));
  }

  /** Addresses are taken too: those of functions that were looked up or stored. */
  @Override
  public T accept(Object argument, String path) {
    if (argument == null || javaType.isInstance(argument)) {
      return javaType.cast(argument);
    }
    if (argument instanceof Address address) {
      return pointer.function(address.bits());
    }
    if (argument instanceof Long || argument instanceof Integer) {
      return pointer.function(((Number) argument).longValue());
    }
    if (argument instanceof CharSequence text) {
      return pointer.function(parse(text.toString(), path));
    }
    throw refusal(path, argument + " (" + argument.getClass().getTypeName() + ")");
  }

  private long parse(String text, String path) {
    try {
      return text.equals("null") || text.equals("NULL") ? 0 : Long.decode(text);
    } catch (NumberFormatException e) {
      throw refusal(path, "the text \"" + text + "\"");
    }
  }

  private ValueException refusal(String path, String actual) {
    return Refusals.argument(
        path,
        "a function of type " + javaType.getTypeName() + ", or the address of one",
        actual,
        javaType == NativeFunction.class ? DESCRIBED : DECLARED);
  }
}
