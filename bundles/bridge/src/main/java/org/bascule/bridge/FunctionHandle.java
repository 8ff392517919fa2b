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

  /**
   * Calls it for each element of arrays, in order and much faster than one by one. For each
   * parameter there is an array or a {@code List}, whose elements go to one call after the other,
   * or a single value, which all calls get. The function takes numbers, truth values, enums and
   * addresses; for a pointer of any kind there are addresses ({@code Address[]}, {@code long[]}) of
   * memory that stays, such as that of {@link Session#allocate}. Arrays of the primitive type that
   * is natural for the parameter are copied as they are; elements of others are taken one by one,
   * as by {@link #call}.
   *
   * <p>Windows' last error is that of the last call. What a callback throws ends the calls, and is
   * thrown here.
   *
   * @return the results in order, in an array of the natural type ({@code int[]}, {@code double[]},
   *     {@code Address[]}); null for {@code void}
   * @throws org.bascule.error.SignatureException if the function takes or gives something else, or
   *     is variadic; nothing has been sent then
   * @throws org.bascule.error.ValueException if the arrays have different lengths, there is none,
   *     or the values do not fit; nothing has been sent then
   * @throws org.bascule.error.EachFaultException if the DLL caused an exception and did not handle
   *     it: with the index, and the results of the calls before
   * @throws org.bascule.error.EachStoppedException if a call did not end as it should, likewise
   * @throws org.bascule.error.HostEndedException if the host ended
   */
  Object each(Object... arguments);

  /** {@link #call}, and what the function changed of its arguments. */
  CallResult invoke(Object... arguments);

  /**
   * The call plan for people: slots, sections, lengths, copies, and which marshaller of which
   * bundle does each.
   */
  String explain();
}
