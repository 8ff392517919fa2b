package org.bascule.bridge.session;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bascule.error.HostEndedException;

/** An interface whose functions are bound in each life of a session anew. */
final class LoadedType {
  private static final MethodHandle NOTICED;

  static {
    try {
      NOTICED =
          MethodHandles.lookup()
              .findVirtual(
                  Lives.class,
                  "noticed",
                  methodType(HostEndedException.class, HostEndedException.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Lives lives;
  private final String library;
  private final Class<?> type;
  private final Optional<Map<String, ?>> options;
  private volatile InLife bound;

  private record InLife(WineSession life, LifeFunctions functions) {}

  LoadedType(Lives lives, String library, Class<?> type, Optional<Map<String, ?>> options) {
    this.lives = lives;
    this.library = library;
    this.type = type;
    this.options = options;
  }

  /** Its functions; loads the library. */
  List<Method> methods() {
    return functions().methods();
  }

  /** A handle of the method's type for the present life. */
  MethodHandle bind(Method method) {
    MethodHandle handle =
        functions()
            .bind(method)
            .asType(methodType(method.getReturnType(), method.getParameterTypes()));
    // Whoever is told that the host has ended finds everything unbound when he tries again.
    return MethodHandles.catchException(
        handle,
        HostEndedException.class,
        MethodHandles.filterReturnValue(
            NOTICED.bindTo(lives),
            MethodHandles.throwException(handle.type().returnType(), HostEndedException.class)));
  }

  private LifeFunctions functions() {
    WineSession life = lives.running();
    InLife known = bound;
    if (known == null || known.life() != life) {
      known = new InLife(life, life.functions(library, type, options));
      bound = known;
    }
    return known.functions();
  }
}
