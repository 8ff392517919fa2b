package org.bascule.jna.structure;

import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** Makes instances of one Structure class; none if it has no constructor for that. */
record Instances<T extends Structure>(Class<T> type, Optional<MethodHandle> constructor) {
  static <T extends Structure> Instances<T> of(Class<T> type) {
    if (Modifier.isAbstract(type.getModifiers())) {
      return new Instances<>(type, Optional.empty());
    }
    return new Instances<>(
        type,
        Arrays.stream(type.getDeclaredConstructors())
            .filter(Instances::takesNothing)
            .min(Comparator.comparingInt(Constructor::getParameterCount))
            .map(Instances::handle));
  }

  /** A new instance. */
  T fresh() {
    try {
      return type.cast((Structure) constructor.orElseThrow().invokeExact());
    } catch (Throwable e) {
      throw Internals.thrown(e);
    }
  }

  /** Whether one can be made, which is tried. */
  boolean succeed() {
    try {
      return fresh() != null;
    } catch (RuntimeException | LinkageError e) {
      return false;
    }
  }

  boolean possible() {
    return constructor.isPresent();
  }

  /** One that takes a Pointer makes memory of its own when it gets null. */
  private static boolean takesNothing(Constructor<?> constructor) {
    Class<?>[] parameters = constructor.getParameterTypes();
    return parameters.length == 0 || parameters.length == 1 && parameters[0] == Pointer.class;
  }

  private static MethodHandle handle(Constructor<?> constructor) {
    try {
      constructor.setAccessible(true);
      MethodHandle handle = MethodHandles.lookup().unreflectConstructor(constructor);
      MethodHandle plain =
          constructor.getParameterCount() == 0
              ? handle
              : MethodHandles.insertArguments(handle, 0, (Object) null);
      return plain.asType(MethodType.methodType(Structure.class));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
