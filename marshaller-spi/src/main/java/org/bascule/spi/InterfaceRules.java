package org.bascule.spi;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntConsumer;
import org.osgi.annotation.versioning.ConsumerType;

/** How the functions of one interface are found and called. Immutable; used by any thread. */
@ConsumerType
public interface InterfaceRules {
  /** Those of interfaces that nobody claims. */
  InterfaceRules PLAIN = new InterfaceRules() {};

  /**
   * The names under which the DLL may export a method's function, in the order in which they are
   * tried.
   *
   * @param stackBytes of the arguments: a whole number of slots
   */
  default List<String> exports(Method method, int stackBytes) {
    return List.of(method.getName());
  }

  /**
   * The address of a function, where the interface chooses it itself. Asked when a function is
   * bound.
   *
   * @param names that {@link #exports} has given
   * @return empty to have the names looked up in this order; never 0
   * @throws org.bascule.error.LinkError if there is no such function
   */
  default OptionalLong address(List<String> names, ExportLookup exports) {
    return OptionalLong.empty();
  }

  /** How the functions are called. */
  default Convention convention() {
    return Convention.CDECL;
  }

  /** The code page of {@code char} text where nothing else is said; empty for the session's. */
  default Optional<CodePageText> codePage() {
    return Optional.empty();
  }

  /** Whether text is sent as {@link org.bascule.annotation.RawText} says, wherever it stands. */
  default boolean rawText() {
    return false;
  }

  /**
   * The use of a type that a parameter is, with what this family's own factories are to know of it.
   *
   * @param index of the argument; past the parameters it is a further one
   * @param use as the method says it
   */
  default TypeUse argument(Method method, int index, TypeUse use) {
    return use;
  }

  /** The same for the result. */
  default TypeUse result(Method method, TypeUse use) {
    return use;
  }

  /** Whether Windows' last error is set to 0 before each call. */
  default boolean clearsLastError(Method method) {
    return false;
  }

  /**
   * What happens after each call of a function, on the calling thread: it gets Windows' last error,
   * and may throw. Arguments have been brought up to date then.
   */
  default Optional<IntConsumer> afterCall(Method method) {
    return Optional.empty();
  }

  /** Whether the last parameter, an array, stands for any number of further arguments. */
  default boolean isVariadic(Method method) {
    Class<?>[] types = method.getParameterTypes();
    return method.isVarArgs() && types[types.length - 1] == Object[].class;
  }

  /** The further arguments that C gets for those that were given. */
  default Object[] furtherArguments(Object[] given) {
    return given;
  }
}
