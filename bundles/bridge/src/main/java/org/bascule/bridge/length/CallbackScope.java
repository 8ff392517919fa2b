package org.bascule.bridge.length;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;
import org.bascule.spi.Abi;

/**
 * Inside a callback: its own parameters, then what names mean where the function pointer stands.
 *
 * @param own the callback's own
 * @param outer what is around the function pointer
 */
public record CallbackScope(String function, Scope own, Scope outer, Abi abi) implements Scope {
  @Override
  public Optional<Variable> find(String name) {
    return own.find(name).or(() -> outer.find(name).map(found -> around(name, found)));
  }

  @Override
  public List<String> names() {
    return Stream.concat(own.names().stream(), outer.names().stream()).distinct().toList();
  }

  private Variable around(String name, Variable found) {
    return new Variable(
        found.layout(),
        (cell, call) -> {
          Surroundings.Place place =
              Surroundings.of((Surroundings.Inner) call, abi.pointerSize())
                  .orElseThrow(() -> gone(name));
          return found.access().of(place.cell(), place.call());
        },
        OptionalInt.empty());
  }

  private ValueException gone(String name) {
    return new ValueException(
        new Diagnosis(
            ErrorCode.BAD_LENGTH,
            "run " + function,
            "a length that names " + name,
            "a call in progress on this thread that the function was passed to",
            "none",
            "have the length among the callback's own parameters, if it is called later or by"
                + " another thread"));
  }
}
