package org.bascule.jna.callback;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;
import org.bascule.error.ValueException;
import org.bascule.jna.HostView;
import org.bascule.jna.PointerPolicy;
import org.bascule.jna.Reread;
import org.bascule.spi.Address;
import org.bascule.spi.Layout;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.memory.Refusals;

/**
 * A callback as a function pointer. As in JNA, the program keeps the object as long as the DLL may
 * call it; it is kept here for the call that it is passed to.
 */
record CallbackMarshaller<T extends Callback>(
    Class<T> javaType, Layout layout, CallbackPointers<T> pointers, HostView host, String path)
    implements Reread.Capable<T> {
  @Override
  public void write(T value, WindowsMemory target, Sections call) {
    if (value == null) {
      target.putPointer(0, 0);
      return;
    }
    long address =
        pointers.address(value, target, call).orElseThrow(() -> noFunction(value.getClass()));
    target.putPointer(0, address);
    call.keep(value);
  }

  @Override
  public T read(WindowsMemory source, Sections call) {
    return at(source.getPointer(0));
  }

  /** An object whose address it still is stays, also where its class alone says nothing. */
  @Override
  public T reread(T old, WindowsMemory source, Sections call) {
    long now = source.getPointer(0);
    boolean same = old != null && now != 0 && !pointers.known() && address(old) == now;
    return same ? old : at(now);
  }

  /** Pointers to functions are taken too, such as those that {@code GetProcAddress} gives. */
  @Override
  public T accept(Object argument, String argumentPath) {
    if (argument == null || javaType.isInstance(argument)) {
      return javaType.cast(argument);
    }
    if (argument instanceof Pointer pointer) {
      return at(PointerPolicy.ADDRESS.check(pointer, host, argumentPath));
    }
    if (argument instanceof Address address) {
      return at(address.bits());
    }
    if (argument instanceof Long || argument instanceof Integer) {
      return at(((Number) argument).longValue());
    }
    throw Refusals.wrongKind(
        argumentPath, "a " + javaType.getTypeName() + ", or a pointer to a function", argument);
  }

  private T at(long address) {
    if (address == 0) {
      return null;
    }
    if (!pointers.known()) {
      throw Refusals.result(
          path,
          "a callback interface with one method, which says what the function is",
          String.format("a function at 0x%x for %s", address, javaType.getTypeName()),
          "declare an interface that extends it, or a Pointer");
    }
    return pointers.function(address);
  }

  private long address(T callback) {
    return pointers.address(callback).orElseThrow(() -> noFunction(callback.getClass()));
  }

  private ValueException noFunction(Class<?> type) {
    return Refusals.argument(
        path,
        "a callback with one public method, or one named callback",
        type.getTypeName() + ", which has neither",
        "declare the method in an interface that extends Callback");
  }
}
