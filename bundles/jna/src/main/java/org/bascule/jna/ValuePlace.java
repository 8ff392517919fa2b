package org.bascule.jna;

import com.sun.jna.FromNativeContext;
import com.sun.jna.NativeMapped;
import com.sun.jna.ToNativeContext;
import com.sun.jna.TypeMapper;
import com.sun.jna.ptr.ByReference;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;

/**
 * Where a value stands that a converter makes; a mark at the use of its type. A callback's method
 * may also be a function of the DLL's, whose arguments go the other way.
 */
public sealed interface ValuePlace extends Annotation {
  /** A parameter that takes these may be of a class that says nothing yet. */
  List<Class<?>> LOOSE = List.of(Integer.class, String.class, NativeMapped.class);

  /** What is told to who makes the value that C gets. */
  default ToNativeContext outward() {
    return Contexts.outward();
  }

  /** What is told to who makes the value that Java gets. */
  default FromNativeContext inward(Class<?> type) {
    return Contexts.inward(type);
  }

  @Override
  default Class<? extends Annotation> annotationType() {
    return ValuePlace.class;
  }

  /** What was noted at this use; its parts, such as elements, are no arguments themselves. */
  static ValuePlace of(TypeUse use) {
    boolean whole = use.place() == Place.ARGUMENT || use.place() == Place.RESULT;
    return whole ? use.annotation(ValuePlace.class).orElseGet(Unknown::new) : new Unknown();
  }

  /**
   * Whether values of this type may be converted, so that the place matters.
   *
   * @param mapper of the library
   */
  static boolean matters(Class<?> type, Optional<TypeMapper> mapper) {
    boolean loose = LOOSE.stream().anyMatch(type::isAssignableFrom);
    boolean own = NativeMapped.class.isAssignableFrom(type);
    return !ByReference.class.isAssignableFrom(type)
        && (loose || own || mapper.filter(m -> converts(m, type)).isPresent());
  }

  private static boolean converts(TypeMapper mapper, Class<?> type) {
    Class<?> boxed = MethodType.methodType(type).wrap().returnType();
    return mapper.getToNativeConverter(boxed) != null
        || mapper.getFromNativeConverter(type) != null;
  }

  /** Nothing is known. */
  record Unknown() implements ValuePlace {}

  /** An argument of a library's function. */
  record Argument(Method method, int index) implements ValuePlace {
    @Override
    public ToNativeContext outward() {
      return Contexts.argument(method, index);
    }
  }

  /** The result of a library's function. */
  record Result(Method method) implements ValuePlace {
    @Override
    public FromNativeContext inward(Class<?> type) {
      return Contexts.result(type, method);
    }
  }

  /** What a callback gets. */
  record CallbackArgument(Method method, int index) implements ValuePlace {
    @Override
    public ToNativeContext outward() {
      return Contexts.argument(method, index);
    }

    @Override
    public FromNativeContext inward(Class<?> type) {
      return Contexts.callbackArgument(type, method, index);
    }
  }

  /** What a callback returns. */
  record CallbackResult(Method method) implements ValuePlace {
    @Override
    public ToNativeContext outward() {
      return Contexts.callbackResult(method);
    }

    @Override
    public FromNativeContext inward(Class<?> type) {
      return Contexts.result(type, method);
    }
  }
}
