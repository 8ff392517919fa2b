package org.bascule.bridge.session;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.bascule.bridge.call.Undeclared;
import org.bascule.lifetime.ClassTable;
import org.bascule.spi.Address;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;

/**
 * A function with any number of further arguments. Each combination of their classes gets a plan of
 * its own, which is kept, unless that would keep a class that may go away. Used by any thread.
 */
final class VariadicFunction {
  private static final MethodHandle COLLECTED;

  static {
    try {
      COLLECTED =
          MethodHandles.lookup()
              .findVirtual(
                  VariadicFunction.class,
                  "callCollected",
                  MethodType.methodType(Object.class, UnaryOperator.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int fixed;
  private final Predicate<TypeUse> taken;
  private final Function<List<TypeUse>, MethodHandle> binder;
  private final Shape fixedOnly = new Shape();

  /**
   * A function whose plans are yet to be made.
   *
   * @param fixed how many arguments there are in any case
   * @param taken whether there is a marshaller for the use
   * @param binder binds it with further arguments of these types; gives {@code (Object[])Object}
   */
  VariadicFunction(
      int fixed, Predicate<TypeUse> taken, Function<List<TypeUse>, MethodHandle> binder) {
    this.fixed = fixed;
    this.taken = taken;
    this.binder = binder;
  }

  /**
   * A handle whose last argument, an array, holds the further ones.
   *
   * @param further what C gets for them
   */
  MethodHandle collecting(UnaryOperator<Object[]> further) {
    return MethodHandles.insertArguments(COLLECTED.bindTo(this), 0, further)
        .asCollector(Object[].class, fixed + 1);
  }

  /** Calls it with all its arguments, of which those that C promotes are promoted in place. */
  Object call(Object[] all) {
    List<Class<?>> shape = new ArrayList<>();
    for (int i = fixed; i < all.length; i++) {
      all[i] = promoted(all[i]);
      shape.add(all[i].getClass());
    }
    Shape last = fixedOnly.with(shape);
    MethodHandle bound = last.bound;
    if (bound == null) {
      // No lock is held while the host is asked; of two threads that bind at once, either may win.
      bound = binder.apply(uses(shape));
      last.bound = bound;
    }
    try {
      return bound.invokeExact(all);
    } catch (Throwable e) {
      throw Undeclared.thrown(e);
    }
  }

  /** The classes of some further arguments, and what follows. */
  private static final class Shape {
    private final ClassTable<Shape> longer = new ClassTable<>(VariadicFunction.class);
    private volatile MethodHandle bound;

    Shape with(List<Class<?>> classes) {
      Shape shape = this;
      for (Class<?> type : classes) {
        shape = shape.longer.computeIfAbsent(type, Shape::new);
      }
      return shape;
    }
  }

  private Object callCollected(UnaryOperator<Object[]> further, Object[] collected) {
    Object[] given = (Object[]) collected[fixed];
    Object[] more = further.apply(given == null ? new Object[0] : given);
    Object[] all = Arrays.copyOf(collected, fixed + more.length);
    System.arraycopy(more, 0, all, fixed, more.length);
    return call(all);
  }

  /** C's default argument promotions (C17 §6.5.2.2); nothing is a null pointer. */
  private static Object promoted(Object value) {
    if (value == null) {
      return Address.NULL;
    }
    if (value instanceof Float number) {
      return number.doubleValue();
    }
    if (value instanceof Byte || value instanceof Short) {
      return ((Number) value).intValue();
    }
    return value instanceof Character unit ? Integer.valueOf(unit) : value;
  }

  private List<TypeUse> uses(List<Class<?>> shape) {
    List<TypeUse> uses = new ArrayList<>();
    for (Class<?> type : shape) {
      String path = "argument " + (fixed + uses.size());
      uses.add(
          kinds(type).stream()
              .map(kind -> use(kind, path))
              .filter(taken)
              .findFirst()
              .orElseGet(() -> use(type, path)));
    }
    return uses;
  }

  private static TypeUse use(Class<?> type, String path) {
    return new TypeUse(type, Optional.empty(), List.of(), Place.ARGUMENT, path);
  }

  /** The class, what it extends, and what it implements: somebody may take it as one of these. */
  private static List<Class<?>> kinds(Class<?> type) {
    List<Class<?>> kinds = new ArrayList<>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      kinds.add(c);
    }
    List<Class<?>> classes = List.copyOf(kinds);
    classes.forEach(c -> kinds.addAll(List.of(c.getInterfaces())));
    return kinds;
  }
}
