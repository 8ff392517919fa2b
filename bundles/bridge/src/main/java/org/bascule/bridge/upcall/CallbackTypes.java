package org.bascule.bridge.upcall;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.bascule.bridge.plan.BindingEnvironment;
import org.bascule.bridge.plan.LoadedInterface;
import org.bascule.spi.CodePageText;
import org.bascule.spi.FunctionType;
import org.bascule.spi.JavaFunction;

/**
 * The types of function pointers that one session has met, each of them once. Thread-safe.
 *
 * <p>They are kept by the classes that they belong to, and by nobody here: a table of the session's
 * would keep the class's loader, and what that keeps in turn, such as a lambda without captured
 * variables. The end of the session takes them away from the classes.
 */
final class CallbackTypes implements AutoCloseable {
  // Maps of the JDK's classes, so that an empty one that stays with a class keeps nothing of ours.
  private final ClassValue<Map<Object, CallbackType<?>>> ofClass =
      new ClassValue<>() {
        @Override
        protected Map<Object, CallbackType<?>> computeValue(Class<?> type) {
          Map<Object, CallbackType<?>> none = new HashMap<>();
          used.add(new WeakReference<>(none));
          return none;
        }
      };

  private final Queue<WeakReference<Map<Object, CallbackType<?>>>> used =
      new ConcurrentLinkedQueue<>();

  /** What types must agree in to be the same. */
  private record Key(
      FunctionType type, JavaFunction<?> java, CodePageText codePage, LoadedInterface loaded) {
    /** Of the name, not of the types: tables of functions lead to large structs. */
    @Override
    public int hashCode() {
      return 31 * type.name().hashCode() + java.type().hashCode();
    }
  }

  /** The type; made if there is none yet. */
  CallbackType<?> get(
      FunctionType type,
      JavaFunction<?> java,
      BindingEnvironment environment,
      Supplier<CallbackType<?>> make) {
    Key key = new Key(type, java, environment.codePage(), environment.loaded());
    Map<Object, CallbackType<?>> known = ofClass.get(keeper(environment.loaded(), java.owner()));
    synchronized (known) {
      return known.computeIfAbsent(key, absent -> make.get());
    }
  }

  /**
   * The interface that takes the function, if it sees the function's own class; not if that was
   * first met at a call, and may go while the interface stays.
   */
  private static Class<?> keeper(LoadedInterface loaded, Class<?> owner) {
    return loaded.type().filter(taking -> sees(taking, owner)).orElse(owner);
  }

  private static boolean sees(Class<?> from, Class<?> other) {
    if (from.getClassLoader() == other.getClassLoader()) {
      return true;
    }
    try {
      return Class.forName(other.getName(), false, from.getClassLoader()) == other;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** Takes all of them away from their classes. */
  @Override
  public void close() {
    for (WeakReference<Map<Object, CallbackType<?>>> reference : used) {
      Map<Object, CallbackType<?>> known = reference.get();
      if (known != null) {
        synchronized (known) {
          known.clear();
        }
      }
    }
  }
}
