package org.bascule.jna.callback;

import com.sun.jna.Callback;
import com.sun.jna.CallbackProxy;
import com.sun.jna.IntegerType;
import com.sun.jna.NativeMapped;
import com.sun.jna.Pointer;
import com.sun.jna.PointerType;
import com.sun.jna.Structure;
import com.sun.jna.WString;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bascule.jna.Conversion;
import org.bascule.jna.ValuePlace;
import org.bascule.jna.library.CallbackUse;
import org.bascule.jna.library.LibraryOptions;
import org.bascule.spi.Convention;
import org.bascule.spi.FunctionType;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;

/** Reads what function a callback is. */
final class CallbackTypes {
  private CallbackTypes() {}

  /**
   * The function that a method is.
   *
   * @param alternate whether the object itself says that it is {@code __stdcall}
   */
  static FunctionType of(
      Class<?> type, Method method, boolean alternate, MarshallerContext context) {
    LibraryOptions library = LibraryOptions.around(type, context);
    CallbackUse mark = new CallbackUse(library);
    FunctionType read = context.functionType(type, method);
    List<TypeUse> parameters = new ArrayList<>();
    for (TypeUse use : read.parameters()) {
      ValuePlace place = new ValuePlace.CallbackArgument(method, parameters.size());
      parameters.add(at(place, mark.put(use), library));
    }
    Optional<TypeUse> result =
        read.result().map(use -> at(new ValuePlace.CallbackResult(method), mark.put(use), library));
    return read.withConvention(convention(alternate, library)).withTypes(result, parameters);
  }

  private static TypeUse at(ValuePlace place, TypeUse use, LibraryOptions library) {
    return ValuePlace.matters(use.rawType(), library.typeMapper()) ? use.with(place) : use;
  }

  /** The function that a proxy says it is; it gets and gives what JNA itself moves. */
  static FunctionType of(CallbackProxy proxy, MarshallerContext context) {
    LibraryOptions library = LibraryOptions.around(proxy.getClass(), context);
    CallbackUse mark = new CallbackUse(library.withoutTypes());
    List<TypeUse> parameters = new ArrayList<>();
    for (Class<?> type : proxy.getParameterTypes()) {
      String path = "argument " + parameters.size();
      parameters.add(mark.put(use(type, Place.ARGUMENT, path, context)));
    }
    Class<?> result = proxy.getReturnType();
    boolean nothing = result == null || result == void.class || result == Void.class;
    return new FunctionType(
        proxy.getClass().getTypeName(),
        convention(CallbackClasses.isAlternate(proxy.getClass()), library),
        nothing
            ? Optional.empty()
            : Optional.of(mark.put(use(result, Place.RESULT, "result", context))),
        parameters,
        Collections.nCopies(parameters.size(), ""));
  }

  private static Convention convention(boolean alternate, LibraryOptions library) {
    return alternate ? Convention.STDCALL : library.saidConvention().orElse(Convention.CDECL);
  }

  private static TypeUse use(Class<?> type, Place place, String path, MarshallerContext context) {
    TypeUse use = new TypeUse(type, Optional.empty(), List.of(), place, path);
    return new TypeUse(moved(type, use, context), Optional.empty(), List.of(), place, path);
  }

  /** What JNA passes to a proxy for a parameter of that type. */
  private static Class<?> moved(Class<?> type, TypeUse use, MarshallerContext context) {
    boolean pointer =
        Structure.class.isAssignableFrom(type) && !Structure.ByValue.class.isAssignableFrom(type)
            || PointerType.class.isAssignableFrom(type)
            || Callback.class.isAssignableFrom(type)
            || type == String.class
            || type == WString.class
            || type == String[].class
            || type == WString[].class;
    if (pointer) {
      return Pointer.class;
    }
    if (IntegerType.class.isAssignableFrom(type)) {
      return integer((int) context.marshaller(use).layout().size());
    }
    return NativeMapped.class.isAssignableFrom(type)
        ? Conversion.of(type.asSubclass(NativeMapped.class), use).nativeType()
        : type;
  }

  /** Not the class's own native type: that has the width of Linux. */
  private static Class<?> integer(int bytes) {
    return switch (bytes) {
      case 1 -> byte.class;
      case 2 -> short.class;
      case 4 -> int.class;
      default -> long.class;
    };
  }
}
