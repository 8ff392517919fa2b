package org.bascule.spi;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The function that a function pointer points to.
 *
 * @param name for messages: the Java interface or the C type
 * @param convention how it is called
 * @param result empty for void; of {@link Place#RESULT}
 * @param parameters in order; of {@link Place#ARGUMENT}
 * @param names of the parameters, for length expressions; empty texts where there are none
 */
public record FunctionType(
    String name,
    Convention convention,
    Optional<TypeUse> result,
    List<TypeUse> parameters,
    List<String> names) {

  public FunctionType {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(convention, "convention");
    Objects.requireNonNull(result, "result");
    parameters = List.copyOf(parameters);
    names = List.copyOf(names);
    if (names.size() != parameters.size()) {
      throw new IllegalArgumentException(
          names.size() + " names for " + parameters.size() + " parameters");
    }
  }

  /** The same function called otherwise. */
  public FunctionType withConvention(Convention other) {
    return new FunctionType(name, other, result, parameters, names);
  }

  /** The same function with other types; as many parameters as before. */
  public FunctionType withTypes(Optional<TypeUse> otherResult, List<TypeUse> otherParameters) {
    return new FunctionType(name, convention, otherResult, otherParameters, names);
  }
}
