package org.bascule.bridge.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bascule.spi.Convention;
import org.bascule.spi.TypeUse;

/**
 * What is to be called, in the terms of its types; from a Java method or a C prototype.
 *
 * @param function for messages: {@code msvcrt.pow}
 * @param convention how it is called
 * @param result empty for void
 * @param parameters in order
 * @param names of the parameters, empty texts where there are none
 * @param clearLastError whether the Windows last error is set to 0 before each call
 * @param places where each part stands, for messages: the result's first, then the parameters';
 *     empty texts where the path says it all
 */
public record Signature(
    String function,
    Convention convention,
    Optional<TypeUse> result,
    List<TypeUse> parameters,
    List<String> names,
    boolean clearLastError,
    List<String> places) {

  public Signature {
    parameters = List.copyOf(parameters);
    names = List.copyOf(names);
    places = List.copyOf(places);
  }

  /** The same with more arguments. */
  public Signature with(List<TypeUse> further) {
    List<TypeUse> all = new ArrayList<>(parameters);
    all.addAll(further);
    List<String> allNames = new ArrayList<>(names.subList(0, parameters.size()));
    further.forEach(use -> allNames.add(""));
    List<String> allPlaces = new ArrayList<>(places);
    further.stream().filter(use -> !places.isEmpty()).forEach(use -> allPlaces.add(""));
    return new Signature(function, convention, result, all, allNames, clearLastError, allPlaces);
  }
}
