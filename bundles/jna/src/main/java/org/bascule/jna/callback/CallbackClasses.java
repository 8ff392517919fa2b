package org.bascule.jna.callback;

import com.sun.jna.AltCallingConvention;
import com.sun.jna.Callback;
import com.sun.jna.CallbackProxy;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which class and which method of a {@link Callback} object is the function, by JNA's rules. */
final class CallbackClasses {
  private CallbackClasses() {}

  /**
   * The class that says what an object's function is: the interface that it implements, if one has
   * such a method; else the class that implements {@code Callback} itself.
   */
  static Class<?> of(Class<?> type) {
    if (type.isInterface()) {
      return type;
    }
    Optional<Class<?>> declared =
        Arrays.stream(type.getInterfaces()).filter(Callback.class::isAssignableFrom).findFirst();
    if (declared.isPresent() && method(declared.get()).isPresent()) {
      return declared.get();
    }
    Class<?> parent = type.getSuperclass();
    return Callback.class.isAssignableFrom(parent) ? of(parent) : type;
  }

  /**
   * The only public method that the class declares, or the one named {@code callback}; empty for a
   * class that leaves it to others, and for proxies, whose types each object knows itself.
   */
  static Optional<Method> method(Class<?> type) {
    if (CallbackProxy.class.isAssignableFrom(type)) {
      return Optional.empty();
    }
    List<Method> visible = Arrays.asList(type.getMethods());
    List<Method> methods =
        Arrays.stream(type.getDeclaredMethods())
            .filter(m -> visible.contains(m) && !m.isSynthetic())
            .filter(m -> !Callback.FORBIDDEN_NAMES.contains(m.getName()))
            .toList();
    return methods.size() == 1
        ? Optional.of(methods.get(0))
        : methods.stream().filter(m -> m.getName().equals(Callback.METHOD_NAME)).findFirst();
  }

  /** Whether objects of this class are called otherwise: as {@code __stdcall}. */
  static boolean isAlternate(Class<?> type) {
    return AltCallingConvention.class.isAssignableFrom(type);
  }
}
