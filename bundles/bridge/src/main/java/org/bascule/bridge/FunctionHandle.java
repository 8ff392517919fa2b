package org.bascule.bridge;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** A function of a DLL with a compiled call plan. Used by any thread. */
@ProviderType
public interface FunctionHandle {
  /** The function's name. */
  String name();

  /** The prototype, as it was understood. */
  String prototype();

  /** The parameters, as {@code type name}. */
  List<String> parameters();

  /** The parameters' names; empty texts where the prototype has none. */
  List<String> parameterNames();

  /** Whether more arguments may follow those of the parameters. */
  default boolean isVariadic() {
    return false;
  }

  /**
   * Calls it. Numbers are converted where nothing is lost; text is read as a value of the
   * parameter's type. What follows the parameters of a variadic function is an {@code int}, or a
   * {@code long long} if it needs to be, for whole numbers, a {@code double} for others, {@code
   * const char *} for text.
   *
   * @return the result in the Java type that is natural for its C type; null for {@code void}
   * @throws org.bascule.error.ValueException if the arguments do not fit; nothing has been sent
   *     then
   * @throws org.bascule.error.NativeFaultException if the DLL caused an exception and did not
   *     handle it
   * @throws org.bascule.error.HostEndedException if the host ended
   */
  Object call(Object... arguments);

  /** The same, and what the function changed of its arguments. */
  CallResult invoke(Object... arguments);

  /**
   * The call plan for people: slots, sections, lengths, copies, and which marshaller of which
   * bundle does each.
   */
  String explain();
}
