package org.bascule.windowsjna.world.direct;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;

/** Binds native methods that have got bodies to functions. Thread-safe. */
public final class DirectMethods {
  private static final MethodHandle INVOKE;

  static {
    try {
      Lookup lookup = MethodHandles.privateLookupIn(Function.class, MethodHandles.lookup());
      INVOKE =
          lookup.findVirtual(
              Function.class,
              "invoke",
              MethodType.methodType(
                  Object.class,
                  Method.class,
                  Class[].class,
                  Class.class,
                  Object[].class,
                  Map.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final ScalarMethods scalars;

  /** Takes the quick way where a method has only plain numbers. */
  public DirectMethods(ScalarMethods scalars) {
    this.scalars = scalars;
  }

  /**
   * Has a method call a function from now on.
   *
   * @param flags JNA's call flags
   * @param mapped whether the type mapper of its library changes any of its types
   * @throws UnsatisfiedLinkError if it is really native
   */
  public void bind(Method method, long address, int flags, boolean mapped, String encoding) {
    if (Modifier.isNative(method.getModifiers())) {
      throw stillNative(method);
    }
    MethodType type = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
    MethodHandle target =
        !mapped && scalars.takes(type)
            ? scalars.handle(method.getName(), type, address, flags)
            : general(method, type, address, flags, encoding);
    DirectSites.of(method.getDeclaringClass()).bind(method.getName(), target);
  }

  private static MethodHandle general(
      Method method, MethodType type, long address, int flags, String encoding) {
    Function function = Function.getFunction(new Pointer(address), flags, encoding);
    Map<String, Object> options = Native.getLibraryOptions(method.getDeclaringClass());
    MethodHandle bound =
        MethodHandles.insertArguments(
            INVOKE.bindTo(function), 0, method, method.getParameterTypes(), method.getReturnType());
    return MethodHandles.insertArguments(bound, 1, options)
        .asCollector(Object[].class, type.parameterCount())
        .asType(type);
  }

  private static UnsatisfiedLinkError stillNative(Method method) {
    return new UnsatisfiedLinkError(
        new Diagnosis(
                ErrorCode.UNSUPPORTED_SIGNATURE,
                "register " + method.getDeclaringClass().getName(),
                method.toString(),
                "a class that this world's loader has loaded, and that means JNA",
                "a native method that has got no body",
                "give the jar of the class to the loader; where neither the class nor one that it"
                    + " inherits from mentions JNA, nor one of its jar registers it by its name,"
                    + " have it implement com.sun.jna.Library")
            .message());
  }
}
