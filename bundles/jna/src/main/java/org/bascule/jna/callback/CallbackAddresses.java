package org.bascule.jna.callback;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.Sections;

/**
 * The host's addresses of callbacks that are passed as pointers: those that JNA's {@code
 * CallbackReference.getFunctionPointer} gives mean something in this JVM only.
 */
public final class CallbackAddresses {
  /** JNA's own class, whose members it keeps to itself; the names are those of JNA 5. */
  private static final MethodHandle CALLBACKS = callbacks();

  private final CallbackPointers<Callback> pointers;

  private CallbackAddresses(CallbackPointers<Callback> pointers) {
    this.pointers = pointers;
  }

  /** Those in the host that this context is for. */
  public static CallbackAddresses of(MarshallerContext context) {
    return new CallbackAddresses(new CallbackPointers<>(Callback.class, context));
  }

  /** The address of the callback that JNA has made this pointer for; empty if it has not. */
  public OptionalLong find(Pointer pointer, Sections call) {
    if (pointer == null || pointer.getClass() != Pointer.class) {
      return OptionalLong.empty();
    }
    Optional<Callback> callback = callback(pointer);
    callback.ifPresent(call::keep);
    return callback.flatMap(pointers::address).map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }

  @SuppressWarnings("unchecked")
  private static Optional<Callback> callback(Pointer pointer) {
    try {
      var all = (Map<Pointer, Reference<Callback>[]>) CALLBACKS.invokeExact();
      Reference<Callback>[] known = all.get(pointer);
      return known == null
          ? Optional.empty()
          : Arrays.stream(known).map(Reference::get).filter(Objects::nonNull).findFirst();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static MethodHandle callbacks() {
    try {
      Class<?> references = Class.forName("com.sun.jna.CallbackReference");
      return MethodHandles.privateLookupIn(references, MethodHandles.lookup())
          .findStaticGetter(references, "pointerCallbackMap", Map.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
