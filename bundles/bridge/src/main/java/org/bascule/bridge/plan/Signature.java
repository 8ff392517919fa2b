package org.bascule.bridge.plan;

import java.util.List;
import java.util.Optional;
import org.bascule.bridge.prototype.Convention;
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
}
